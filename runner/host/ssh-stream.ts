import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { Duplex } from 'node:stream'
import { type Words, alike } from '../../playbooks/model/text.ts'
import { RunnerError } from '../errors.ts'
import { quote } from '../quote.ts'
import { missingProgram } from './program.ts'

/** An engine on another computer: `ssh://USER@HOST:PORT/SOCKET`. */
export interface SshAddress {
  readonly kind: 'ssh'
  readonly host: string
  readonly user?: string
  readonly port?: number
  /** Where the engine listens there; left out, where the other computer's own client looks for it. */
  readonly socket?: string
}

/** ssh has no way in without a question, or the other computer's client has no engine. */
export class SshFault extends RunnerError {
  readonly kind: 'no-login' | 'no-engine'

  /** `said`: what the other side wrote, in one line. */
  constructor(kind: SshFault['kind'], said: string, address: SshAddress) {
    const hint = sshHint(kind, address)
    super('broken', sshWords[kind](alike(destinationOf(address)), said), { hint, cause: new Error(said) })
    this.kind = kind
  }
}

/** What is said of each. `said`: what the other side wrote. */
export const sshWords: { readonly [kind in SshFault['kind']]: (at: Words, said: string) => Words } = {
  'no-login': (at, said) => ({
    en: `ssh cannot log in to ${at.en} without asking you: ${said}.`,
    'zh-cn': `ssh 无法在不提问的情况下登录 ${at['zh-cn']}：${said}。`,
  }),
  'no-engine': (at, said) => ({
    en: `ssh reaches ${at.en}, but the Docker client there has no engine: ${said}.`,
    'zh-cn': `ssh 能连上 ${at['zh-cn']}，但那里的 Docker 客户端没有可用的引擎：${said}。`,
  }),
}

const destinationOf = ({ user, host }: SshAddress): string => (user === undefined ? host : `${user}@${host}`)

/** A command that brings a key there, asking what ssh may not ask here; or one that shows what is wrong there. */
export const sshHint = (kind: SshFault['kind'], address: SshAddress): string => {
  const port = address.port === undefined ? '' : `-p ${address.port} `
  const at = quote(destinationOf(address))
  return kind === 'no-login' ? `ssh-copy-id ${port}${at}` : `ssh ${port}${at} docker version`
}

/** Seconds. Less than the deadline of an answer, so that ssh says itself why there is none. */
const connectTimeout = 5

/** Of ssh, for whatever is asked of this destination. */
export const destinationArguments = ({ user, port, host }: SshAddress): readonly string[] => [
  ...(user === undefined ? [] : ['-l', user]),
  ...(port === undefined ? [] : ['-p', String(port)]),
  ...['--', host],
]

/** As Docker's client calls it (github.com/docker/cli, cli/connhelper), and never with a question. */
const argumentsOf = (address: SshAddress): readonly string[] => [
  ...['-o', 'BatchMode=yes', '-o', `ConnectTimeout=${connectTimeout}`, '-T'],
  ...destinationArguments(address),
  ...['docker', ...(address.socket === undefined ? [] : [`--host=unix://${address.socket}`])],
  ...['system', 'dial-stdio'],
]

/**
 * A connection to an engine through the ssh program, with the reader's own settings, keys and agent. Needs Docker 18.09
 * on the other computer. Fails with a SshFault, or with the system's code where nobody is there: ECONNREFUSED.
 */
export const dialBySsh = (address: SshAddress): Duplex =>
  new SshStream(
    // In English, because what it says is read.
    spawn('ssh', argumentsOf(address), { env: { ...process.env, LC_ALL: 'C' } }),
    (exitCode, said) => faultOf(exitCode, said, address),
  )

class SshStream extends Duplex {
  readonly #child: ChildProcessWithoutNullStreams
  #said = ''

  constructor(child: ChildProcessWithoutNullStreams, fault: (exitCode: number | null, said: string) => Error) {
    super()
    this.#child = child
    child.stdout.on('data', (chunk: Buffer) => {
      if (!this.push(chunk)) child.stdout.pause()
    })
    child.stderr.on('data', (chunk: Buffer) => (this.#said = `${this.#said}${String(chunk)}`.slice(-longestWords)))
    // When it has ended, its exit code says more than a failed write.
    child.stdin.on('error', () => undefined)
    child.once('error', (error) => this.destroy('code' in error && error.code === 'ENOENT' ? noSsh() : error))
    child.once('close', (code) => (code === 0 ? this.push(null) : this.destroy(fault(code, this.#said))))
  }

  override _read(): void {
    this.#child.stdout.resume()
  }

  override _write(chunk: Buffer, _: BufferEncoding, done: () => void): void {
    this.#child.stdin.write(chunk, () => done())
  }

  override _final(done: () => void): void {
    this.#child.stdin.end(() => done())
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#child.kill()
    done(error)
  }
}

const noSsh = (): RunnerError => missingProgram('ssh', 'npx shipshape doctor')

/** Characters of its error output that are kept. */
const longestWords = 2000

/** ssh's own exit code for whatever is wrong with the connection (ssh(1)). */
const sshFailed = 255

const codes: readonly (readonly [RegExp, string])[] = [
  [/could not resolve hostname/i, 'ENOTFOUND'],
  [/connection refused/i, 'ECONNREFUSED'],
  [/timed out/i, 'ETIMEDOUT'],
  [/no route to host/i, 'EHOSTUNREACH'],
  [/network is unreachable/i, 'ENETUNREACH'],
]

const faultOf = (exitCode: number | null, errorOutput: string, address: SshAddress): Error => {
  const said = lastLine(errorOutput)
  if (exitCode !== sshFailed) return new SshFault('no-engine', said || `exit code ${exitCode ?? 'none'}`, address)
  const code = codes.find(([pattern]) => pattern.test(said))?.[1]
  return code === undefined ? new SshFault('no-login', said, address) : Object.assign(new Error(said), { code })
}

const lastLine = (text: string): string => (text.trim().split('\n').at(-1) ?? '').trim().replace(/\.$/, '')
