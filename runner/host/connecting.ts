import { type Socket, isIP } from 'node:net'

/**
 * Calls `silent` when nobody has accepted the connection in time. The time runs once the host's address is known: a
 * name server that does not answer says nothing of the host. `host` is a name, an address, or one in brackets.
 */
export const limitConnecting = (socket: Socket, host: string, withinMs: number, silent: () => void): void => {
  let timer: NodeJS.Timeout | undefined
  const begin = (): void => void (timer ??= setTimeout(silent, withinMs))
  const settle = (): void => clearTimeout(timer)
  const isAddress = isIP(host.replace(/^\[(.*)\]$/, '$1')) !== 0
  if (isAddress) begin()
  else socket.once('lookup', (error: unknown) => (error === null || error === undefined ? begin() : undefined))
  socket.once('connect', settle).once('close', settle)
}

/** What a connection fails with that nobody has accepted in time. */
export const notAccepted = (): Error =>
  Object.assign(new Error('The connection was not accepted.'), { code: 'ETIMEDOUT' })
