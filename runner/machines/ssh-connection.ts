import type { Duplex } from 'node:stream'
import type { Client } from 'ssh2'
import { RunnerError } from '../errors.ts'
import type { ExecAnswer } from './machine.ts'
import type { SshDoor } from './ssh.ts'

const connectMs = 15_000

/** One conversation with the guest, kept open: the handshake is what costs time under emulation. */
export interface SshConnection {
  readonly isOpen: () => boolean
  /** Runs one command with its real exit code. */
  exec(command: string): Promise<ExecAnswer>
  /** A stream to a TCP port as the guest sees it. */
  dial(port: number): Promise<Duplex>
  close(): void
}

const trouble = (door: SshDoor, cause: unknown): RunnerError =>
  new RunnerError('broken', `The machine does not answer ssh on ${door.host}:${door.port}: ${String(cause)}.`, {
    hint: 'boot2docker restart',
    cause,
  })

/** Connects, with the guest's host key pinned. RunnerError('broken') when it does not answer within 15 s. */
export const connectSsh = async (door: SshDoor): Promise<SshConnection> => {
  const { default: ssh2 } = await import('ssh2')
  const client = new ssh2.Client()
  let open = false
  await new Promise<void>((resolve, reject) => {
    client.once('ready', resolve).once('error', (error) => reject(trouble(door, error)))
    client.connect({
      host: door.host,
      port: door.port,
      username: door.user,
      privateKey: door.privateKey,
      readyTimeout: connectMs,
      keepaliveInterval: 5000,
      hostVerifier: (key: Buffer) => key.toString('base64') === door.hostKey,
      algorithms: { kex: ['curve25519-sha256'], serverHostKey: ['ssh-ed25519'] },
    })
  })
  open = true
  client.on('close', () => (open = false)).on('error', () => (open = false))
  return {
    isOpen: () => open,
    exec: (command) => exec(client, door, command),
    dial: (port) =>
      new Promise((resolve, reject) => {
        client.forwardOut('127.0.0.1', 0, '127.0.0.1', port, (error, stream) => (error === undefined ? resolve(stream) : reject(trouble(door, error))))
      }),
    close: () => client.destroy(),
  }
}

const exec = (client: Client, door: SshDoor, command: string): Promise<ExecAnswer> =>
  new Promise((resolve, reject) => {
    const said = { stdout: '', stderr: '' }
    client.exec(command, (error, channel) => {
      if (error !== undefined) return reject(trouble(door, error))
      let exitCode: number | null = null
      channel.on('data', (part: Buffer) => (said.stdout += part.toString('utf8')))
      channel.stderr.on('data', (part: Buffer) => (said.stderr += part.toString('utf8')))
      channel.once('exit', (code: number | null) => (exitCode = code))
      channel.once('close', () => (exitCode === null ? reject(trouble(door, 'no exit code came')) : resolve({ exitCode, ...said })))
      channel.end()
    })
  })
