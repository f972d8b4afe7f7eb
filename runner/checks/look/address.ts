/** The key pair with which a client shows itself to an engine, and the authority that it trusts. PEM. */
export interface ClientCertificates {
  readonly ca: string
  readonly cert: string
  readonly key: string
}

/** How an engine is reached. `host` is a name or a bare address: `::1`. Without `tls` it is HTTP. */
export type EngineAddress =
  | { readonly kind: 'socket'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number; readonly tls: ClientCertificates | undefined }

/** Why no check can look there. */
export interface NoAddress {
  readonly kind: 'none'
  readonly why: 'by-ssh' | 'no-certificates' | 'not-understood'
}

const none = (why: NoAddress['why']): NoAddress => ({ kind: 'none', why })

const defaultSocket = '/var/run/docker.sock'

/**
 * Reads an endpoint as the Docker client does: `unix://PATH`, `tcp://HOST:PORT`, and, like `tcp://`, `HOST:PORT` alone.
 * A port that is left out is 2375, also with certificates, as client 28.2 has it; certificates mean TLS.
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
      return none('by-ssh')
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

/** The host as it stands in a URL. */
export const hostInUrl = (host: string): string => (host.includes(':') ? `[${host}]` : host)
