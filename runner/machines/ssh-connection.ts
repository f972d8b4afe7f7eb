import type { Duplex } from 'node:stream'
import type { Client, ClientChannel } from 'ssh2'
import { RunnerError } from '../errors.ts'
import type { ExecAnswer } from './machine.ts'

export interface SshEndpoint {
  readonly host: string
  readonly port: number
  readonly user: 'docker' | 'root'
  /** The private key, as text. */
  readonly privateKey: string
  /** The guest's expected public key, in base64. */
  readonly hostKey: string
}

/** A connection to the guest; under emulation the handshake is slow. */
export interface SshConnection {
  readonly isOpen: () => boolean
  /**
   * Runs one command with its real exit code. Output beyond 16 MiB of each stream is dropped. Throws SshUnreachable.
   */
  exec(command: string): Promise<ExecAnswer>
  /** A stream to a TCP port as the guest sees it. Throws SshUnreachable. */
  dial(port: number): Promise<Duplex>
  close(): void
}

/** The guest did not answer, has another key, or closed the connection without an exit code. */
export class SshUnreachable extends RunnerError {
  constructor(endpoint: SshEndpoint, cause: unknown) {
    const [at, why] = [`${endpoint.host}:${endpoint.port}`, cause instanceof Error ? cause.message : undefined]
    const message = {
      en: `The VM does not answer ssh on ${at}${why === undefined ? '' : `: ${why}`}.`,
      'zh-cn': `虚拟机在 ${at} 上没有响应 ssh${why === undefined ? '' : `：${why}`}。`,
    }
    super('broken', message, { hint: 'boot2docker restart', cause })
  }
}

const connectMs = 15_000
const keepAliveMs = 5_000
const outputBytes = 16 << 20

/** Connects, with the guest's host key pinned. Throws SshUnreachable when it does not answer within 15 s. */
export const connectSsh = async (endpoint: SshEndpoint): Promise<SshConnection> => {
  const { default: ssh2 } = await import('ssh2') // Slow to import, and most commands do not need it.
  const client = new ssh2.Client()
  const closed = Promise.withResolvers<never>()
  closed.promise.catch(() => undefined) // Each caller has its own race.
  let isOpen = false
  const end = (cause: unknown): void => {
    isOpen = false
    closed.reject(new SshUnreachable(endpoint, cause))
  }
  client.on('error', end).on('close', () => end(undefined))
  const ready = new Promise<void>((resolve) => client.once('ready', resolve))
  client.connect({
    host: endpoint.host,
    port: endpoint.port,
    username: endpoint.user,
    privateKey: endpoint.privateKey,
    readyTimeout: connectMs,
    keepaliveInterval: keepAliveMs,
    hostVerifier: (key: Buffer) => key.toString('base64') === endpoint.hostKey,
    algorithms: { kex: ['curve25519-sha256'], serverHostKey: ['ssh-ed25519'] },
  })
  await Promise.race([ready, closed.promise])
  isOpen = true
  return {
    isOpen: () => isOpen,
    exec: (command) => Promise.race([exec(client, endpoint, command), closed.promise]),
    dial: (port) => Promise.race([dial(client, endpoint, port), closed.promise]),
    close: () => void client.destroy(),
  }
}

const dial = (client: Client, endpoint: SshEndpoint, port: number): Promise<Duplex> =>
  new Promise((resolve, reject) => {
    client.forwardOut('127.0.0.1', 0, '127.0.0.1', port, (error, stream) =>
      error === undefined ? resolve(stream) : reject(new SshUnreachable(endpoint, error)),
    )
  })

const exec = (client: Client, endpoint: SshEndpoint, command: string): Promise<ExecAnswer> =>
  new Promise((resolve, reject) => {
    client.exec(command, (error, channel) => {
      if (error === undefined)
        listen(channel).then(resolve, (cause: unknown) => reject(new SshUnreachable(endpoint, cause)))
      else reject(new SshUnreachable(endpoint, error))
    })
  })

/** Listens at once: a short command's exit code arrives together with the channel. */
const listen = (channel: ClientChannel): Promise<ExecAnswer> =>
  new Promise((resolve, reject) => {
    const [stdout, stderr] = [collect(channel), collect(channel.stderr)]
    let exitCode: number | null = null
    channel.once('exit', (code: number | null) => (exitCode = code))
    channel.once('close', () => {
      if (exitCode === null) reject(new Error('there was no exit code'))
      else resolve({ exitCode, stdout: stdout(), stderr: stderr() })
    })
    channel.end()
  })

const collect = (stream: NodeJS.ReadableStream): (() => string) => {
  const parts: Buffer[] = []
  let bytes = 0
  stream.on('data', (part: Buffer) => {
    if (bytes < outputBytes) parts.push(part)
    bytes += part.length
  })
  return () => Buffer.concat(parts).subarray(0, outputBytes).toString('utf8')
}
