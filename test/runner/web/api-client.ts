import { type RawReply, request } from './http.ts'
import type { Served } from './served.ts'

type HeaderList = readonly (readonly [string, string])[]

/** Asks a served runner as a page of its own does: with its token. */
export interface ApiClient {
  readonly headers: (more?: HeaderList) => HeaderList
  readonly get: (path: string) => Promise<RawReply>
  readonly post: (path: string, body: string, type?: string) => Promise<RawReply>
}

export const clientOf = ({ server: { port, token } }: Served): ApiClient => {
  const headers: ApiClient['headers'] = (more = []) => [
    ['Host', `127.0.0.1:${port}`],
    ['Authorization', `Bearer ${token}`],
    ...more,
  ]
  return {
    headers,
    get: (path) => request(port, { path, headers: headers() }),
    post: (path, body, type = 'application/json') =>
      request(port, { method: 'POST', path, headers: headers([['Content-Type', type]]), body }),
  }
}

export const bodyOf = (reply: RawReply): unknown => JSON.parse(reply.text.slice(reply.text.indexOf('\r\n\r\n') + 4))
