import { EnvHttpProxyAgent, fetch, type Response } from 'undici'

/** How this computer reaches archives: proxies as apt has them, else as the environment says. */
export interface ProxySettings {
  readonly httpProxy?: string
  readonly httpsProxy?: string
}

/** How long a server may be silent, in milliseconds. */
export interface HttpPatience {
  readonly connectMs: number
  readonly silentMs: number
}

/** GET, following redirects, through the proxies of this computer. */
export type Get = (url: string, options: { readonly headers?: Readonly<Record<string, string>>; readonly signal: AbortSignal }) => Promise<Response>

/** A client with a pool of connections of its own; `close` lets them go. */
export interface HttpClient {
  readonly get: Get
  close(): Promise<void>
}

/**
 * This computer's way to archives. The bytes are asked for as they are, for ranges and checksums are about them.
 * The environment variables are those of curl(1): http_proxy, https_proxy, no_proxy.
 */
export const openHttp = ({ connectMs, silentMs }: HttpPatience, proxies: ProxySettings = {}): HttpClient => {
  const dispatcher = new EnvHttpProxyAgent({ ...proxies, connect: { timeout: connectMs }, headersTimeout: silentMs, bodyTimeout: silentMs })
  return {
    get: (url, { headers, signal }) => fetch(url, { dispatcher, signal, headers: { ...headers, 'accept-encoding': 'identity' } }),
    close: () => dispatcher.destroy(),
  }
}
