import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { gzipSync } from 'node:zlib'

export interface StaticServer extends AsyncDisposable {
  readonly origin: string
}

export interface StaticOptions {
  /** As hosts of static pages do. */
  readonly compress?: boolean
}

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

interface Found {
  readonly status: number
  readonly type: string
  readonly body: Buffer
}

const find = async (folder: string, url: string): Promise<Found> => {
  const path = normalize(decodeURIComponent(new URL(url, 'http://localhost').pathname))
  const file = join(folder, path.endsWith('/') ? `${path}index.html` : path)
  const body = await readFile(file).catch(() => undefined)
  if (body !== undefined) return { status: 200, type: types[extname(file)] ?? 'application/octet-stream', body }
  const missing = await readFile(join(folder, '404.html')).catch(() => Buffer.from('not found'))
  return { status: 404, type: types['.html'] ?? '', body: missing }
}

const serverOf = (folder: string, { compress = false }: StaticOptions): Server =>
  createServer((request, response) => {
    void find(folder, request.url ?? '/').then(({ status, type, body }) => {
      const isSmaller = compress && compressible.test(type) && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')
      const headers = { 'Content-Type': type, 'Cache-Control': 'max-age=600', Vary: 'Accept-Encoding' }
      response.writeHead(status, isSmaller ? { ...headers, 'Content-Encoding': 'gzip' } : headers)
      response.end(isSmaller ? gzipSync(body) : body)
    })
  })

/** A plain server of static files on a free port of 127.0.0.1, as a host without a runner is. */
export const serveFolder = async (folder: string, options: StaticOptions = {}): Promise<StaticServer> => {
  const server = serverOf(folder, options).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // it listens on a port
  return {
    origin: `http://127.0.0.1:${port}/`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close').catch(() => undefined)
    },
  }
}
