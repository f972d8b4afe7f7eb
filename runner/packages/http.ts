import { EnvHttpProxyAgent, fetch, Pool, type Response } from 'undici'
import { RunnerError } from '../errors.ts'

/** Proxies: apt's settings, else the environment's. An empty string means none. */
export interface ProxySettings {
  readonly httpProxy?: string
  readonly httpsProxy?: string
}

/** How long a server may send nothing, in milliseconds. */
export interface HttpTimeouts {
  readonly connectMs: number
  readonly silentMs: number
}

/** Sends a GET request through the proxies of this computer and follows redirects. */
export type Get = (
  url: string,
  options: { readonly headers?: Readonly<Record<string, string>>; readonly signal: AbortSignal },
) => Promise<Response>

/** A client with its own connection pool; `close` closes it. */
export interface HttpClient {
  readonly get: Get
  close(): Promise<void>
}

/**
 * An HTTP client for archives. It requests unencoded content, because ranges and checksums refer to that.
 * The environment variables are those of curl(1): http_proxy, https_proxy, no_proxy. RunnerError('blocked') when a
 * proxy's address is invalid.
 */
export const openHttp = ({ connectMs, silentMs }: HttpTimeouts, proxies: ProxySettings = {}): HttpClient => {
  const limits = { headersTimeout: silentMs, bodyTimeout: silentMs }
  // Without these, connections to a proxy and through it have undici's default timeouts of minutes.
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

/** Like curl(1), accepts an address without a scheme, and `socks5h`: undici always lets the proxy resolve names. */
const proxyAddress = (typed: string): string => {
  if (typed === '') return ''
  const address = (/^\w+:\/\//.test(typed) ? typed : `http://${typed}`).replace(/^socks5h:/, 'socks5:')
  if (/^(?:https?|socks5?):/.test(address) && URL.canParse(address)) return address
  throw new RunnerError('blocked', `The proxy of this computer cannot be used: “${typed}”.`, {
    hint: 'Correct http_proxy and https_proxy, or apt’s settings: apt-config dump Acquire',
  })
}

/** The body of a response; undici's types do not say that it yields bytes. */
export const piecesOf = ({ body }: Response): AsyncIterable<Uint8Array> | Iterable<Uint8Array> =>
  (body as AsyncIterable<Uint8Array> | null) ?? []
