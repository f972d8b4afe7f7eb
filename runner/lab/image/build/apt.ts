import { execa } from 'execa'
import { suite } from './recipe.ts'

export interface AptSurroundings {
  /** Lines of a sources.list for the guest's suite, from the mirror that this computer uses. */
  readonly sources: readonly string[]
  /** What this computer's apt needs to reach it (proxies, pinned snapshots), as `NAME "value"`. */
  readonly options: readonly string[]
}

const defaults = { archive: 'http://deb.debian.org/debian', security: 'http://deb.debian.org/debian-security' }

/** Settings of the host that matter for getting packages, and nothing else: `Acquire::http::Proxy "…"`. */
const wanted = /^Acquire::(?:(?:https?)::.*|Check-Valid-Until|Check-Date|Retries) "(?:[^"]*)";$/

/** How this computer gets Debian's packages. A host without apt, or of another family, gets the project's own mirror. */
export const aptSurroundings = async (signal: AbortSignal): Promise<AptSurroundings> => {
  const [targets, config] = await Promise.all([
    said('apt-get', ['indextargets', 'Created-By: Packages', '--format', '$(LABEL)\t$(REPO_URI)'], signal),
    said('apt-config', ['dump'], signal),
  ])
  return { sources: parseMirrors(targets), options: parseOptions(config) }
}

const said = async (program: string, args: readonly string[], signal: AbortSignal): Promise<string> => {
  const answer = await execa(program, args, { reject: false, stdin: 'ignore', cancelSignal: signal, env: { LC_ALL: 'C' } })
  signal.throwIfAborted()
  return answer.exitCode === 0 ? answer.stdout : ''
}

/** From `apt-get indextargets`, a line per index: label, tab, address. */
export const parseMirrors = (targets: string): readonly string[] => {
  const rows = targets.split('\n').map((line) => line.split('\t'))
  const mirror = (label: string) => rows.find((row) => row[0] === label)?.[1]?.replace(/\/$/, '')
  const archive = mirror('Debian') ?? defaults.archive
  const security = mirror('Debian-Security') ?? defaults.security
  return [`deb ${archive} ${suite} main`, `deb ${archive} ${suite}-updates main`, `deb ${security} ${suite}-security main`]
}

/** From `apt-config dump`. */
export const parseOptions = (config: string): readonly string[] =>
  config.split('\n').flatMap((line) => (wanted.test(line) ? [line.slice(0, -1)] : []))
