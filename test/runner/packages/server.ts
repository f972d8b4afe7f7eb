import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

export interface Server {
  readonly url: string
  /** What was asked for, in order: a path, and the range behind it when there was one. */
  readonly asked: string[]
}

/** A server on this computer that is gone after the test. */
export const serve = async (listener: RequestListener): Promise<Server> => {
  const asked: string[] = []
  const server = createServer((request, response) => {
    const { range } = request.headers
    asked.push(range === undefined ? (request.url ?? '') : `${request.url ?? ''} ${range}`)
    listener(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked } // A TCP server's address is one.
}

/** An address where nobody listens any more. */
export const nobody = async (): Promise<string> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // A TCP server's address is one.
  server.close()
  await once(server, 'close')
  return `http://127.0.0.1:${port}`
}

/** Answers with a file, or with the part of it that is asked for (RFC 9110, “Range Requests”). */
export const sends =
  (content: Buffer): RequestListener =>
  (request, response) => {
    const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0)
    if (from > 0 && from >= content.length) return void response.writeHead(416).end()
    const head = from === 0 ? {} : { 'content-range': `bytes ${from}-${content.length - 1}/${content.length}` }
    response.writeHead(from === 0 ? 200 : 206, { ...head, 'content-length': content.length - from })
    return void response.end(content.subarray(from))
  }

/** The same, but it knows no ranges. */
export const sendsWhole =
  (content: Buffer): RequestListener =>
  (_, response) =>
    void response.end(content)

/** Sends the head of a file and its first bytes; the others never come, or not before they are sent by somebody. */
export const stopsAfter =
  (content: Buffer, bytes: number, then: 'cut' | 'silence'): RequestListener =>
  (_, response) => {
    response.writeHead(200, { 'content-length': content.length })
    response.write(content.subarray(0, bytes), () => {
      // What a broken connection still holds is lost, so not before they have been received.
      if (then === 'cut') setTimeout(() => response.destroy(), 200)
    })
  }

/** One answer after another; the last one for all that come later. */
export const inTurn = (...listeners: readonly RequestListener[]): RequestListener => {
  let turn = 0
  return (request, response) => {
    listeners[Math.min(turn, listeners.length - 1)]?.(request, response)
    turn += 1
  }
}

export const answers =
  (status: number, headers: Record<string, string> = {}): RequestListener =>
  (_, response) =>
    void response.writeHead(status, headers).end()

/** By path; 404 for all others. */
export const sendsFiles =
  (files: ReadonlyMap<string, Buffer>): RequestListener =>
  (request, response) => {
    const file = files.get(request.url ?? '')
    ;(file === undefined ? answers(404) : sends(file))(request, response)
  }
