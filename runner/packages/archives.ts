import { execa } from 'execa'
import type { ProxySettings } from './http.ts'

/** Debian's two archives, by the first part of a lock's paths. */
export type ArchiveName = 'debian' | 'debian-security'

/** Where this computer gets Debian's packages from, and how. */
export interface Archives {
  /** Addresses of each archive, the computer's own mirror first. */
  readonly mirrors: Readonly<Record<ArchiveName, readonly string[]>>
  readonly proxies: ProxySettings
  /** False when the computer's apt is told to accept indexes that are past their date. */
  readonly checkValidUntil: boolean
}

/** https://www.debian.org/mirror/list: the service that answers from the nearest mirror. */
const usual: Readonly<Record<ArchiveName, string>> = {
  debian: 'http://deb.debian.org/debian',
  'debian-security': 'http://deb.debian.org/debian-security',
}

/** The addresses of a file whose path begins with an archive's name, the best one first. */
export const addressesOf = ({ mirrors }: Archives, path: string): readonly string[] => {
  const [archive = '', ...rest] = path.split('/')
  const known: Readonly<Record<string, readonly string[]>> = mirrors
  return (known[archive] ?? []).map((mirror) => [mirror, ...rest.map(encodeSegment)].join('/'))
}

/** `+` and `~` are ordinary characters of a pool's paths, and servers take them as they are. */
const encodeSegment = (segment: string): string => encodeURIComponent(segment).replaceAll('%2B', '+')

/** As this computer's apt has it; a computer without apt, or of another family, gets Debian's own address. */
export const findArchives = async (signal: AbortSignal): Promise<Archives> => {
  const [targets, config] = await Promise.all([
    outputOf('apt-get', ['indextargets', 'Created-By: Packages', '--format', '$(LABEL)\t$(REPO_URI)'], signal),
    outputOf('apt-config', ['dump'], signal),
  ])
  return { mirrors: parseMirrors(targets), ...parseSettings(config) }
}

const outputOf = async (program: string, args: readonly string[], signal: AbortSignal): Promise<string> => {
  const answer = await execa(program, args, { reject: false, stdin: 'ignore', cancelSignal: signal, env: { LC_ALL: 'C' } })
  signal.throwIfAborted()
  return answer.exitCode === 0 ? answer.stdout : ''
}

/** From `apt-get indextargets`, a line per index: label, tab, address. */
export const parseMirrors = (targets: string): Archives['mirrors'] => {
  const rows = targets.split('\n').map((line) => line.split('\t'))
  const own = (label: string): readonly string[] =>
    rows.filter(([name, uri]) => name === label && /^https?:/.test(uri ?? '')).map(([, uri = '']) => uri.replace(/\/$/, ''))
  return {
    debian: [...new Set([...own('Debian'), usual.debian])],
    'debian-security': [...new Set([...own('Debian-Security'), usual['debian-security']])],
  }
}

/** From `apt-config dump`, a line per setting: `Acquire::http::Proxy "http://proxy.example:3142";`. */
export const parseSettings = (config: string): Pick<Archives, 'proxies' | 'checkValidUntil'> => {
  const settings = new Map([...config.matchAll(/^([\w:/.-]+) "(.*)";$/gm)].map(([, name = '', value = '']) => [name.toLowerCase(), value]))
  const proxy = (scheme: string): string | undefined => {
    const value = settings.get(`acquire::${scheme}::proxy`)
    return value === undefined || value === '' || value === 'DIRECT' ? undefined : value
  }
  const [httpProxy, httpsProxy] = [proxy('http'), proxy('https') ?? proxy('http')]
  return {
    proxies: { ...(httpProxy === undefined ? {} : { httpProxy }), ...(httpsProxy === undefined ? {} : { httpsProxy }) },
    checkValidUntil: !/^(?:false|no|off|0)$/i.test(settings.get('acquire::check-valid-until') ?? ''),
  }
}
