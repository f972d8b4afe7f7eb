import { connect } from 'node:net'

export interface RawReply {
  readonly status: number
  /** The head and the body, byte for byte. */
  readonly text: string
}

/** Sends exactly these bytes; what `fetch` would correct or refuse to send arrives as it is written here. */
export const sendRaw = (port: number, bytes: string): Promise<RawReply> =>
  new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port })
    let text = ''
    const done = (): void => {
      socket.destroy()
      resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), text })
    }
    socket.setEncoding('utf8')
    socket.setTimeout(8_000, done)
    socket.on('data', (chunk: string) => (text += chunk))
    socket.on('end', done)
    socket.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ECONNRESET' || error.code === 'EPIPE' ? done() : reject(error),
    )
    socket.write(bytes)
  })

export interface RawRequest {
  readonly method?: string
  readonly path?: string
  /** As they are written, in order; a name may come twice. */
  readonly headers?: readonly (readonly [string, string])[]
  readonly body?: string
}

/** One request on a connection of its own. */
export const request = (
  port: number,
  { method = 'GET', path = '/', headers = [], body = '' }: RawRequest,
): Promise<RawReply> => {
  const length = body === '' ? [] : [['Content-Length', String(Buffer.byteLength(body))] as const]
  const lines = [...headers, ...length, ['Connection', 'close'] as const].map(([name, value]) => `${name}: ${value}`)
  return sendRaw(port, `${method} ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`)
}
