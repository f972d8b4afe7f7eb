import type { IncomingMessage } from 'node:http'

/** Why a request is not looked at any further. */
export interface Refusal {
  readonly status: number
  readonly text: string
}

const refuse = (status: number, text: string): Refusal => ({ status, text })

const values = (request: IncomingMessage, name: string): readonly string[] => request.headersDistinct[name] ?? []

/** The two spellings of this computer that a browser may use for a server that is bound to 127.0.0.1. */
const hostsOf = (port: number): readonly string[] =>
  // A browser leaves the port out when it is HTTP's own.
  port === 80 ? ['127.0.0.1', 'localhost'] : [`127.0.0.1:${port}`, `localhost:${port}`]

/**
 * A person following a link, or the file that opens the browser, arrives from elsewhere. A page is public text without
 * side effects and cannot be framed, so it may be looked at; nothing else may be asked for from another site.
 */
const looksAtPage = (request: IncomingMessage): boolean =>
  (request.method === 'GET' || request.method === 'HEAD') &&
  request.url?.startsWith('/api/') === false &&
  request.headers['sec-fetch-mode'] === 'navigate' &&
  request.headers['sec-fetch-dest'] === 'document'

const refuseShape = (request: IncomingMessage): Refusal | undefined => {
  if (request.httpVersion !== '1.1') return refuse(505, 'Only HTTP/1.1 is spoken here.')
  if (!/^\/(?!\/)/.test(request.url ?? '')) return refuse(400, 'The address must be a path that begins with one slash.')
  if (values(request, 'upgrade').length > 0) return refuse(400, 'Nothing can be upgraded here.')
  if (values(request, 'expect').length > 0) return refuse(417, 'Send the request at once.')
  return undefined
}

const refuseHost = (request: IncomingMessage, port: number): Refusal | undefined => {
  const hosts = values(request, 'host')
  const known = hosts.length === 1 && hostsOf(port).includes(hosts[0]?.toLowerCase() ?? '')
  // The only header that tells a rebound name from ours: a browser sends no Origin for a same-origin GET.
  return known ? undefined : refuse(421, 'This runner answers to its own address only.')
}

const refuseOrigin = (request: IncomingMessage): Refusal | undefined => {
  const origins = values(request, 'origin')
  // Absence grants nothing; it only says that this header does not speak against the request.
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
 * Stands in front of everything: pages, routes, what does not exist, every method. Says why a request is refused, or
 * nothing when it may be looked at. It never lets anything be *done*: that takes the token as well.
 */
export const refusalOf = (request: IncomingMessage, port: number): Refusal | undefined =>
  refuseShape(request) ?? refuseHost(request, port) ?? refuseOrigin(request) ?? refuseSite(request)
