import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { policyOf } from '../../../runner/web/csp.ts'

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
}

export interface StaticServer {
  readonly origin: string
  /** The path of each request, in their order. */
  readonly requests: readonly string[]
  readonly close: () => Promise<void>
}

const replyTo = async (folder: string, path: string): Promise<{ body: Buffer; headers: Record<string, string> }> => {
  const file = join(folder, path.endsWith('/') ? `${path}index.html` : path)
  const body = await readFile(file)
  const type = types[extname(file)] ?? 'application/octet-stream'
  const isPage = type.startsWith('text/html')
  return {
    body,
    headers: { 'Content-Type': type, ...(isPage ? { 'Content-Security-Policy': policyOf(body.toString()) } : {}) },
  }
}

/** A published copy of a built site: files and nothing else, under the strict policy that the runner sends. */
export const serveStatic = async (folder: string): Promise<StaticServer> => {
  const requests: string[] = []
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://site.invalid').pathname)
    requests.push(path)
    replyTo(folder, path).then(
      ({ body, headers }) => response.writeHead(200, headers).end(body),
      () => response.writeHead(404).end('Not found.'),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    // Listening on a port, so not null.
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
