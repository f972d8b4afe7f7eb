import type { Server } from 'node:http'
import type { Socket } from 'node:net'

/**
 * How many connections those may hold who have not shown the token: more than a browser opens for a page. On this
 * computer every program has the same address, so the token alone distinguishes them.
 */
const mostStrangers = 64

export interface Strangers {
  /** The token came over this connection: it is not closed to make room. */
  readonly trust: (socket: Socket) => void
}

/**
 * Keeps strangers from taking all connections: with one too many, the oldest is closed. Whoever asks for a page is
 * answered within milliseconds, so it is one that only holds its connection.
 */
export const boundStrangers = (server: Server, most: number = mostStrangers): Strangers => {
  const strangers = new Set<Socket>()
  server.on('connection', (socket) => {
    strangers.add(socket)
    socket.once('close', () => strangers.delete(socket))
    const [oldest] = strangers
    if (strangers.size <= most || oldest === undefined) return
    strangers.delete(oldest)
    oldest.destroy()
  })
  return { trust: (socket) => void strangers.delete(socket) }
}
