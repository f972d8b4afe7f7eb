import type { IncomingMessage } from 'node:http'

/** Why a request is refused. */
export interface Refusal {
  readonly status: number
  readonly text: string
}

const refuse = (status: number, text: string): Refusal => ({ status, text })

const values = (request: IncomingMessage, name: string): readonly string[] => request.headersDistinct[name] ?? []

/** The two host names that a browser may use for a server that is bound to 127.0.0.1. */
const hostsOf = (port: number): readonly string[] =>
  // A browser leaves the port out when it is HTTP's own.
  port === 80 ? ['127.0.0.1', 'localhost'] : [`127.0.0.1:${port}`, `localhost:${port}`]

/**
 * A link from elsewhere, or the file that opens the browser, causes a cross-site request. A page is public text without
 * side effects and cannot be framed, so it is allowed; no other cross-site request is.
 */
const looksAtPage = (request: IncomingMessage): boolean =>
  (request.method === 'GET' || request.method === 'HEAD') &&
  request.url?.startsWith('/api/') === false &&
  request.headers['sec-fetch-mode'] === 'navigate' &&
  request.headers['sec-fetch-dest'] === 'document'

const refuseShape = (request: IncomingMessage): Refusal | undefined => {
  if (request.httpVersion !== '1.1') return refuse(505, 'Only HTTP/1.1 is supported.')
  if (!/^\/(?!\/)/.test(request.url ?? '')) return refuse(400, 'The address must be a path that begins with one slash.')
  if (values(request, 'upgrade').length > 0) return refuse(400, 'Upgrade is not supported.')
  if (values(request, 'expect').length > 0) return refuse(417, 'The Expect header is not supported.')
  return undefined
}

const refuseHost = (request: IncomingMessage, port: number): Refusal | undefined => {
  const hosts = values(request, 'host')
  const known = hosts.length === 1 && hostsOf(port).includes(hosts[0]?.toLowerCase() ?? '')
  // Only this header reveals DNS rebinding: a browser sends no Origin for a same-origin GET.
  return known ? undefined : refuse(421, 'This runner answers to its own address only.')
}

const refuseOrigin = (request: IncomingMessage): Refusal | undefined => {
  const origins = values(request, 'origin')
  // An absent header grants nothing; the request is only not refused because of it.
  if (origins.length === 0) return undefined
  const own = `http://${request.headers.host?.toLowerCase() ?? ''}`
  return origins.length === 1 && origins[0] === own
    ? undefined
    : refuse(403, 'This runner answers to its own pages only.')
}

const refuseSite = (request: IncomingMessage): Refusal | undefined => {
  const foreign = values(request, 'sec-fetch-site').some((site) => site !== 'same-origin' && site !== 'none')
  return foreign && !looksAtPage(request) ? refuse(403, 'This runner answers to its own pages only.') : undefined
}

/**
 * Runs before everything else, for every path and method. Returns why a request is refused, or
 * undefined when it may be handled. It does not authorize any change: that needs the token as well.
 */
export const refusalOf = (request: IncomingMessage, port: number): Refusal | undefined =>
  refuseShape(request) ?? refuseHost(request, port) ?? refuseOrigin(request) ?? refuseSite(request)
