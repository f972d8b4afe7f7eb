import { connect } from 'node:net'
import { RunnerError } from '../errors.ts'
import type { ExecAnswer } from './machine.ts'

export interface SshDoor {
  readonly host: string
  readonly port: number
  readonly user: 'docker' | 'root'
  /** The text of our private key. */
  readonly privateKey: string
  /** The guest's public key, in base64: anybody else is not our guest. */
  readonly hostKey: string
}

const connectMs = 15_000
const outputBytes = 4 << 20

/** The guest did not answer, is not ours, or ended the conversation without an exit code. */
export class SshUnreachable extends RunnerError {
  constructor(door: SshDoor, cause: unknown) {
    const why = cause instanceof Error ? `: ${cause.message}` : ''
    super('broken', `The machine does not answer ssh on ${door.host}:${door.port}${why}.`, { hint: 'boot2docker restart', cause })
  }
}

/**
 * Whether an ssh server greets there. QEMU accepts connections on the guest's behalf, so only the guest's own greeting
 * proves anything: RFC 4253, 4.2. Never throws.
 */
export const sshGreets = (door: Pick<SshDoor, 'host' | 'port'>, signal: AbortSignal): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host: door.host, port: door.port, signal, timeout: 5_000 })
    const settle = (answer: boolean): void => {
      resolve(answer)
      socket.destroy()
    }
    socket.once('data', (bytes) => settle(bytes.toString('latin1').startsWith('SSH-2.0-')))
    for (const event of ['timeout', 'error', 'close']) socket.once(event, () => settle(false))
  })

/**
 * Runs one command in the guest, with its real exit code. Output beyond 4 MiB of each stream is dropped. A command that
 * depends on the moment is given as a function, called when the guest is ready to take it. Throws SshUnreachable.
 */
export const sshExec = async (door: SshDoor, command: string | (() => string), signal: AbortSignal): Promise<ExecAnswer> => {
  signal.throwIfAborted()
  const { default: ssh2 } = await import('ssh2') // Heavy, and most commands do without it.
  const client = new ssh2.Client()
  const stop = (): void => void client.destroy()
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await new Promise<ExecAnswer>((resolve, reject) => {
      client.once('error', (error) => reject(new SshUnreachable(door, error)))
      client.once('close', () => reject(new SshUnreachable(door, signal.reason)))
      client.once('ready', () => {
        client.exec(typeof command === 'string' ? command : command(), (error, channel) => {
          if (error !== undefined) {
            reject(new SshUnreachable(door, error))
            return
          }
          const stdout = collect(channel)
          const stderr = collect(channel.stderr)
          let exitCode: number | null = null
          channel.once('exit', (code: number | null) => (exitCode = code))
          channel.once('close', () => {
            if (exitCode === null) reject(new SshUnreachable(door, new Error('no exit code came')))
            else resolve({ exitCode, stdout: stdout(), stderr: stderr() })
          })
          channel.end()
        })
      })
      client.connect({
        host: door.host,
        port: door.port,
        username: door.user,
        privateKey: door.privateKey,
        readyTimeout: connectMs,
        hostVerifier: (key: Buffer) => key.toString('base64') === door.hostKey,
        algorithms: { kex: ['curve25519-sha256'], serverHostKey: ['ssh-ed25519'] },
      })
    })
  } finally {
    signal.removeEventListener('abort', stop)
    client.end()
  }
}

const collect = (stream: NodeJS.ReadableStream): (() => string) => {
  const parts: Buffer[] = []
  let bytes = 0
  stream.on('data', (part: Buffer) => {
    if (bytes < outputBytes) parts.push(part)
    bytes += part.length
  })
  return () => Buffer.concat(parts).subarray(0, outputBytes).toString('utf8')
}
