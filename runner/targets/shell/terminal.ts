import { randomBytes } from 'node:crypto'
import { closeSync, constants, openSync, readSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { spawn } from '@lydell/node-pty'

/** A terminal gives back at once what was typed, unless its settings are unusual. Milliseconds. */
const discardMs = 1000

/** 128+n for a signal, as in a shell. */
const exitCodeOf = (exitCode: number, signal: number | undefined): number =>
  signal === undefined || signal === 0 ? exitCode : 128 + signal

export interface TerminalOptions {
  readonly command: readonly string[]
  /** The complete environment; TERM and PWD are added. */
  readonly env: Readonly<Record<string, string>>
  /** Called with what the terminal shows. */
  readonly onText: (text: string) => void
  /** The default is 120 columns and 40 rows. */
  readonly columns?: number
  readonly rows?: number
}

/** A program on a pseudo-terminal. */
export interface Terminal {
  /** The program, which leads the terminal's session. */
  readonly pid: number
  /** e.g. `/dev/pts/3` */
  readonly device: string
  /** Resolves with the program's exit code. */
  readonly ended: Promise<number>
  readonly write: (text: string) => void
  /** Drops what was typed and nobody has read. Called while nobody reads. */
  readonly discardInput: () => Promise<void>
  readonly resize: (columns: number, rows: number) => void
  /** Nothing is read of the terminal until `resume`. */
  readonly pause: () => void
  readonly resume: () => void
  /** Hangs up: the program and the foreground job get SIGHUP. */
  readonly hangUp: () => void
}

export const openTerminal = ({ command, env, onText, columns = 120, rows = 40 }: TerminalOptions): Terminal => {
  const [file = '', ...args] = command
  const size = { cols: columns, rows }
  const pty = spawn(file, args, { name: env['TERM'] ?? 'xterm', ...size, cwd: '/', env: { ...env } })
  const device = deviceOf(pty)
  // Once no process has the terminal open, which a program may bring about that has taken the shell's place, reading
  // from it fails, node-pty closes it, and the kernel sends SIGHUP: the program would end with 129 instead of its code.
  const held = openSync(device, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK)
  let isHeld = true
  const letGo = (): void => {
    if (isHeld) closeSync(held)
    isHeld = false
  }
  pty.onData(onText)
  return {
    pid: pty.pid,
    device,
    ended: new Promise((resolve) =>
      pty.onExit(({ exitCode, signal }) => {
        letGo()
        resolve(exitCodeOf(exitCode, signal))
      }),
    ),
    write: (text) => pty.write(text),
    resize: (wide, high) => pty.resize(wide, high),
    pause: () => pty.pause(),
    resume: () => pty.resume(),
    discardInput: async () => {
      // A terminal gives its input to whoever reads it, in lines: a last line of ours is read back.
      const last = randomBytes(8).toString('hex')
      pty.write(`${last}\n`)
      const until = Date.now() + discardMs
      for (let input = ''; isHeld && !input.includes(last) && Date.now() < until;) {
        await sleep(1)
        input += readNow(held)
      }
    },
    hangUp: () => {
      const lives = isHeld
      letGo()
      // The number of a program that has ended may be somebody else's.
      if (lives) pty.kill('SIGHUP')
    },
  }
}

/** What can be read at once; nothing is no error. */
const readNow = (file: number): string => {
  const buffer = Buffer.alloc(4096)
  try {
    return buffer.toString('latin1', 0, readSync(file, buffer))
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'EAGAIN' || error.code === 'EIO')) return ''
    throw error
  }
}

/** node-pty knows the name, and its types do not. */
const deviceOf = (pty: object): string => {
  const name: unknown = 'ptsName' in pty ? pty.ptsName : undefined
  if (typeof name !== 'string') throw new Error('node-pty does not say which terminal it has opened')
  return name
}
