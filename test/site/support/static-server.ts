import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { gzipSync } from 'node:zlib'
import { policyOf } from '../../../runner/web/csp.ts'

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.md': 'text/markdown; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml',
}

const compressible = /^text\/|javascript|json|xml/

export interface StaticServer extends AsyncDisposable {
  readonly origin: string
  /** The path of each request, in their order. */
  readonly requests: readonly string[]
  readonly close: () => Promise<void>
}

export interface StaticOptions {
  /** As most hosts of static pages do. */
  readonly compress?: boolean
}

interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

const replyOf = (status: number, file: string, body: Buffer): Reply => {
  const type = types[extname(file)] ?? 'application/octet-stream'
  const policy = type.startsWith('text/html') ? { 'Content-Security-Policy': policyOf(body.toString()) } : {}
  return { status, body, headers: { 'Content-Type': type, 'Cache-Control': 'max-age=600', ...policy } }
}

const replyTo = async (folder: string, path: string): Promise<Reply> => {
  const file = join(folder, path.endsWith('/') ? `${path}index.html` : path)
  const body = await readFile(file).catch(() => undefined)
  if (body !== undefined) return replyOf(200, file, body)
  return replyOf(404, '404.html', await readFile(join(folder, '404.html')).catch(() => Buffer.from('Not found.')))
}

const compressed = ({ status, headers, body }: Reply, { headers: asked }: IncomingMessage): Reply =>
  compressible.test(headers['Content-Type'] ?? '') && /\bgzip\b/.test(asked['accept-encoding']?.toString() ?? '')
    ? { status, headers: { ...headers, 'Content-Encoding': 'gzip' }, body: gzipSync(body) }
    : { status, headers, body }

/** A published copy of a built site: files and nothing else, under the strict policy that the runner sends. */
export const serveStatic = async (folder: string, { compress = false }: StaticOptions = {}): Promise<StaticServer> => {
  const requests: string[] = []
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://site.invalid').pathname))
    requests.push(path)
    void replyTo(folder, path).then((found) => {
      const { status, headers, body } = compress ? compressed(found, request) : found
      response.writeHead(status, headers).end(body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return {
    // Listening on a port, so not null.
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close,
    [Symbol.asyncDispose]: close,
  }
}
