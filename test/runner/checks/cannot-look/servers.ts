import { createServer, type RequestListener } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { type Socket, createServer as createTcpServer } from 'node:net'
import { makeCertificates } from '../../../../runner/machines/qemu/certificates.ts'
import { listen } from '../listening.ts'

/** A real server on 127.0.0.1 that fails in one way; all return its port. */
const onEachRequest = (act: (socket: Socket) => void): Promise<number> =>
  listen(createTcpServer((socket) => socket.on('error', () => undefined).once('data', () => act(socket))))

const head = (length: number, type = 'application/json'): string =>
  `HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n`

/** Announces 100 bytes, sends a few and ends. */
export const halfAnswer = (): Promise<number> => onEachRequest((socket) => socket.end(`${head(100)}{"Id":"1f"`))

/** Ends in the middle of the headers. */
export const halfHead = (): Promise<number> => onEachRequest((socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Ty'))

/** JSON that is whole by its length, and no JSON. */
export const halfJson = (): Promise<number> => onEachRequest((socket) => socket.end(`${head(10)}{"Id":"1f"`))

export const endlessAnswer = (): Promise<number> =>
  onEachRequest((socket) => {
    const piece = '1,'.repeat(32_768)
    const more = (): void => {
      while (!socket.destroyed && socket.write(piece));
    }
    socket.on('drain', more).write(`${head(1e12)}[`)
    more()
  })

/** Accepts every connection and says nothing. */
export const silent = (): Promise<number> => onEachRequest(() => undefined)

const http = (listener: RequestListener): Promise<number> => listen(createServer(listener))

/** Somebody else's server: every path is a page. */
export const webServer = (): Promise<number> =>
  http((_, answer) => answer.writeHead(200, { 'content-type': 'text/html' }).end('<html></html>'))

/** Somebody else's server: no path is there. */
export const missingPages = (): Promise<number> =>
  http((_, answer) => answer.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Not Found</h1>'))

/** JSON, of another shape than Docker's. */
export const otherJson = (status: number): Promise<number> =>
  http((_, answer) =>
    answer.writeHead(status, { 'content-type': 'application/json' }).end('{"message":"page not found"}'),
  )

/** It does not even speak HTTP. */
export const otherProtocol = (): Promise<number> => onEachRequest((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'))

/** TLS with a certificate that nobody here trusts. */
export const untrusted = async (): Promise<number> => {
  const { server, serverKey } = await makeCertificates(['127.0.0.1'], new Date())
  return listen(createHttpsServer({ cert: server, key: serverKey }, (_, answer) => answer.end('OK')))
}
