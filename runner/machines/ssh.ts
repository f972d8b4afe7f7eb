import { connect } from 'node:net'
import type { ExecAnswer } from './machine.ts'
import { connectSsh, type SshEndpoint, SshUnreachable } from './ssh-connection.ts'

export { type SshEndpoint, SshUnreachable } from './ssh-connection.ts'

/**
 * Whether an ssh server sends its banner. QEMU accepts connections on the guest's behalf, so only the guest's banner
 * proves anything: RFC 4253, 4.2. Never throws.
 */
export const sshGreets = (endpoint: Pick<SshEndpoint, 'host' | 'port'>, signal: AbortSignal): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host: endpoint.host, port: endpoint.port, signal, timeout: 5_000 })
    const settle = (answer: boolean): void => {
      resolve(answer)
      socket.destroy()
    }
    socket.once('data', (bytes) => settle(bytes.toString('latin1').startsWith('SSH-2.0-')))
    for (const event of ['timeout', 'error', 'close']) socket.once(event, () => settle(false))
  })

/**
 * Runs one command in the guest, with its real exit code. A command that depends on the time is given as a function,
 * which is called when the guest is ready. Throws SshUnreachable.
 */
export const sshExec = async (
  endpoint: SshEndpoint,
  command: string | (() => string),
  signal: AbortSignal,
): Promise<ExecAnswer> => {
  signal.throwIfAborted()
  const stopped = Promise.withResolvers<never>()
  const stop = (): void => stopped.reject(new SshUnreachable(endpoint, signal.reason))
  signal.addEventListener('abort', stop, { once: true })
  const connecting = connectSsh(endpoint)
  try {
    const connection = await Promise.race([connecting, stopped.promise])
    return await Promise.race([connection.exec(typeof command === 'string' ? command : command()), stopped.promise])
  } finally {
    signal.removeEventListener('abort', stop)
    // Also when it was abandoned before it was open.
    connecting.then(
      (late) => late.close(),
      () => undefined,
    )
  }
}
