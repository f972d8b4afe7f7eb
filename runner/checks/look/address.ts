import type { SshAddress } from '../../host/ssh-stream.ts'

/** The key pair with which a client authenticates to an engine, and the authority that it trusts. PEM. */
export interface ClientCertificates {
  readonly ca: string
  readonly cert: string
  readonly key: string
}

/** How an engine is reached. `host` is a name or a bare address: `::1`. Without `tls` it is HTTP. */
export type EngineAddress =
  | { readonly kind: 'socket'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number; readonly tls: ClientCertificates | undefined }
  | SshAddress

/** Why checks cannot reach it. */
export interface NoAddress {
  readonly kind: 'none'
  readonly why: 'no-certificates' | 'not-understood'
}

const none = (why: NoAddress['why']): NoAddress => ({ kind: 'none', why })

const defaultSocket = '/var/run/docker.sock'

/**
 * Reads an endpoint as the Docker client does: `unix://PATH`, `ssh://USER@HOST`, `tcp://HOST:PORT`, and, like `tcp://`,
 * `HOST:PORT` alone.
 * The default port is 2375, also with certificates, as in client 28.2; certificates mean TLS.
 */
export const addressIn = (
  endpoint: string,
  certificates: ClientCertificates | undefined,
): EngineAddress | NoAddress => {
  const [, scheme = 'tcp', rest = ''] = /^(?:([a-z]+):\/\/)?(.*)$/s.exec(endpoint) ?? []
  switch (scheme) {
    case 'unix':
      return { kind: 'socket', path: rest === '' ? defaultSocket : rest }
    case 'tcp':
      return tcp(rest, 2375, certificates)
    case 'http':
      return tcp(rest, 80, certificates)
    case 'https':
      return certificates === undefined ? none('no-certificates') : tcp(rest, 443, certificates)
    case 'ssh':
      return bySsh(endpoint)
    default:
      return none('not-understood')
  }
}

const tcp = (rest: string, defaultPort: number, tls: ClientCertificates | undefined): EngineAddress | NoAddress => {
  const found = /^(?:\[(?<v6>[\da-f:.]+)\]|(?<name>[^:/[\]\s]*))(?::(?<port>\d{1,5}))?\/?$/i.exec(rest)?.groups
  if (found === undefined) return none('not-understood')
  const port = found['port'] === undefined ? defaultPort : Number(found['port'])
  return port > 0 && port < 65_536
    ? { kind: 'tcp', host: found['v6'] ?? (found['name'] || 'localhost'), port, tls }
    : none('not-understood')
}

/** Docker's client refuses a password in it, and so does this (github.com/docker/cli, cli/connhelper/ssh). */
const bySsh = (endpoint: string): SshAddress | NoAddress => {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined
  const hasMore = url === undefined || url.password !== '' || url.search !== '' || url.hash !== ''
  // ssh would take a host that begins with a hyphen for an option.
  if (hasMore || url.hostname === '' || url.hostname.startsWith('-')) return none('not-understood')
  const { username, hostname, port, pathname } = url
  return {
    kind: 'ssh',
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    ...(username === '' ? {} : { user: decodeURIComponent(username) }),
    ...(port === '' ? {} : { port: Number(port) }),
    ...(pathname.replaceAll('/', '') === '' ? {} : { socket: pathname }),
  }
}

/** The host, as in a URL. */
export const hostInUrl = (host: string): string => (host.includes(':') ? `[${host}]` : host)
