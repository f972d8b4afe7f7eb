import { askProgram } from '../host/program.ts'
import type { ProxySettings } from './http.ts'

/**
 * Debian's archives; the paths in a lock begin with these names. Packages of the testing release leave the mirrors
 * within weeks, so their paths are `debian-snapshot/20261030T080801Z/pool/…`: the mirrors are asked first, then
 * https://snapshot.debian.org/, which keeps every package under the time of each day's archive.
 */
export type ArchiveName = 'debian' | 'debian-security' | 'debian-snapshot'

/** Where this computer gets Debian's packages from, and how. */
export interface Archives {
  /** Addresses of each archive, the computer's own mirror first. */
  readonly mirrors: Readonly<Record<ArchiveName, readonly string[]>>
  readonly proxies: ProxySettings
  /** False when the computer's apt is configured to accept expired indexes. */
  readonly checkValidUntil: boolean
}

/** https://www.debian.org/mirror/list: the service that redirects to the nearest mirror. */
const usual: Readonly<Record<ArchiveName, string>> = {
  debian: 'http://deb.debian.org/debian',
  'debian-security': 'http://deb.debian.org/debian-security',
  'debian-snapshot': 'http://snapshot.debian.org/archive/debian',
}

/** The URLs of a file whose path begins with an archive's name, the best one first. */
export const addressesOf = ({ mirrors }: Archives, path: string): readonly string[] => {
  const [archive = '', ...rest] = path.split('/')
  const known: Readonly<Record<string, readonly string[]>> = mirrors
  const below = (names: readonly string[], at: readonly string[]): readonly string[] =>
    names.map((mirror) => [mirror, ...at.map(encodeSegment)].join('/'))
  const fromMirrors = archive === 'debian-snapshot' ? below(mirrors.debian, rest.slice(1)) : []
  return [...fromMirrors, ...below(known[archive] ?? [], rest)]
}

/** `+` and `~` occur in the pool's paths, and servers accept them unescaped. */
const encodeSegment = (segment: string): string => encodeURIComponent(segment).replaceAll('%2B', '+')

/** Whether a path in the lock names the day of a package that leaves the mirrors soon. */
export const isShortLived = (path: string): boolean => path.startsWith('debian-snapshot/')

let found: Promise<Archives> | undefined

const rememberedMs = 30_000

/** Like `findArchives`, cached for a while: apt reads all its lists for it, and its sources may change. */
export const archivesHere = (): Promise<Archives> =>
  (found ??= findArchives().finally(() => setTimeout(() => (found = undefined), rememberedMs).unref()))

/** The settings of this computer's apt; without apt, or on another distribution, Debian's own addresses. */
export const findArchives = async (): Promise<Archives> => {
  const [targets, config] = await Promise.all([
    outputOf('apt-get', ['indextargets', 'Created-By: Packages', '--format', '$(LABEL)\t$(REPO_URI)']),
    outputOf('apt-config', ['dump']),
  ])
  return { mirrors: parseMirrors(targets), ...parseSettings(config) }
}

/** Empty when there is no such program, or when it hangs. */
const outputOf = async (program: string, args: readonly string[]): Promise<string> => {
  const { stdout, failed } = await askProgram(program, args, {
    timeoutMs: 20_000,
    env: { ...process.env, LC_ALL: 'C' },
  })
  return failed ? '' : stdout
}

/** From `apt-get indextargets`, a line per index: label, tab, address. */
export const parseMirrors = (targets: string): Archives['mirrors'] => {
  const rows = targets.split('\n').map((line) => line.split('\t'))
  // An address with a password is not used: it would be shown in every error message.
  const own = (label: string): readonly string[] =>
    rows
      .filter(([name, uri]) => name === label && /^https?:\/\/[^/@]+(?:\/|$)/.test(uri ?? ''))
      .map(([, uri = '']) => uri.replace(/\/$/, ''))
  return {
    debian: [...new Set([...own('Debian'), usual.debian])],
    'debian-security': [...new Set([...own('Debian-Security'), usual['debian-security']])],
    'debian-snapshot': [usual['debian-snapshot']],
  }
}

/** From `apt-config dump`, a line per setting: `Acquire::http::Proxy "http://proxy.example:3142";`. */
export const parseSettings = (config: string): Pick<Archives, 'proxies' | 'checkValidUntil'> => {
  const lines = [...config.matchAll(/^([\w:/.-]+) "(.*)";$/gm)]
  const settings = new Map(lines.map(([, name = '', value = '']) => [name.toLowerCase(), value]))
  // apt.conf(5): “DIRECT” means no proxy, regardless of the environment; https falls back to the settings of http.
  const proxy = (scheme: string): string | undefined => {
    const value = settings.get(`acquire::${scheme}::proxy`)
    if (value === undefined || value === '') return undefined
    return value === 'DIRECT' ? '' : value
  }
  const [httpProxy, httpsProxy] = [proxy('http'), proxy('https') ?? proxy('http')]
  return {
    proxies: { ...(httpProxy === undefined ? {} : { httpProxy }), ...(httpsProxy === undefined ? {} : { httpsProxy }) },
    checkValidUntil: !/^(?:false|no|off|0|without|disable)$/i.test(settings.get('acquire::check-valid-until') ?? ''),
  }
}
