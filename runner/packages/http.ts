import { EnvHttpProxyAgent, fetch, Pool, type Response } from 'undici'
import { RunnerError } from '../errors.ts'

/** How this computer reaches archives: proxies as apt has them, else as the environment says. Empty for none. */
export interface ProxySettings {
  readonly httpProxy?: string
  readonly httpsProxy?: string
}

/** How long a server may be silent, in milliseconds. */
export interface HttpTimeouts {
  readonly connectMs: number
  readonly silentMs: number
}

/** GET, following redirects, through the proxies of this computer. */
export type Get = (
  url: string,
  options: { readonly headers?: Readonly<Record<string, string>>; readonly signal: AbortSignal },
) => Promise<Response>

/** A client with a pool of connections of its own; `close` lets them go. */
export interface HttpClient {
  readonly get: Get
  close(): Promise<void>
}

/**
 * This computer's way to archives. The bytes are asked for as they are, for ranges and checksums are about them.
 * The environment variables are those of curl(1): http_proxy, https_proxy, no_proxy. RunnerError('blocked') when a
 * proxy's address is none.
 */
export const openHttp = ({ connectMs, silentMs }: HttpTimeouts, proxies: ProxySettings = {}): HttpClient => {
  const limits = { headersTimeout: silentMs, bodyTimeout: silentMs }
  // Connections to a proxy, and those through it, have undici's own limits otherwise, which are minutes.
  const pool = (origin: string | URL, options: object): Pool => new Pool(origin, Object.assign(options, limits))
  const dispatcher = new EnvHttpProxyAgent({
    ...proxyAddresses(proxies),
    ...{ ...limits, connectTimeout: connectMs, connect: { timeout: connectMs } },
    ...{ factory: pool, clientFactory: pool },
  })
  return {
    get: (url, { headers, signal }) =>
      fetch(url, { dispatcher, signal, headers: { ...headers, 'accept-encoding': 'identity' } }),
    close: () => dispatcher.destroy(),
  }
}

const proxyAddresses = ({ httpProxy, httpsProxy }: ProxySettings): Required<ProxySettings> => {
  const env = (name: string): string => process.env[name] ?? process.env[name.toUpperCase()] ?? ''
  const http = proxyAddress(httpProxy ?? env('http_proxy'))
  return { httpProxy: http, httpsProxy: proxyAddress(httpsProxy ?? env('https_proxy')) }
}

/** curl(1) takes an address without a scheme, and `socks5h`: the proxy looks names up, as with undici always. */
const proxyAddress = (typed: string): string => {
  if (typed === '') return ''
  const address = (/^\w+:\/\//.test(typed) ? typed : `http://${typed}`).replace(/^socks5h:/, 'socks5:')
  if (/^(?:https?|socks5?):/.test(address) && URL.canParse(address)) return address
  throw new RunnerError('blocked', `The proxy of this computer cannot be used: “${typed}”.`, {
    hint: 'Correct http_proxy and https_proxy, or apt’s settings: apt-config dump Acquire',
  })
}

/** The bytes of an answer; undici declares the stream of a body without saying that it yields bytes. */
export const piecesOf = ({ body }: Response): AsyncIterable<Uint8Array> | Iterable<Uint8Array> =>
  (body as AsyncIterable<Uint8Array> | null) ?? []
