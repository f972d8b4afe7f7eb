import { randomBytes } from 'node:crypto'
import { closeSync, constants, mkdirSync, openSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import { RunnerError } from '../../errors.ts'
import { processes } from '../../host/processes/index.ts'
import { mustRun } from '../../host/program.ts'
import { quote } from '../../quote.ts'
import { answerLine, meetingPlace, setUp } from './hook.ts'
import { listenFor } from './listener.ts'
import { openTerminal } from './terminal.ts'

export interface LivingOptions {
  /** Of this shell alone. */
  readonly folder: string
  readonly prefix: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly cwd: string
}

/** How what the shell was doing has ended: it is at its prompt again, or it has ended. */
export interface Stop {
  readonly exitCode: number
  readonly lives: boolean
}

export interface Line {
  readonly text: string
  /** What the line writes to: files, or the shell's own terminal. */
  readonly stdout: string
  readonly stderr: string
  /** Called with what the terminal shows meanwhile, besides what is typed. */
  readonly onText: (text: string) => void
}

/** An interactive bash on a pseudo-terminal, which runs one line at a time. */
export interface Living {
  /** The process that leads the terminal's session: the shell, or what entered the namespace for it. */
  readonly leader: number
  readonly shell: number
  readonly device: string
  /** Runs a line from the prompt; resolves when the shell is at its prompt again, or has ended. */
  readonly run: (line: Line) => Promise<Stop>
  /** Types into the terminal. */
  readonly type: (text: string) => void
  /** Drops, at the prompt, what was typed and nobody has read. */
  readonly discardInput: () => Promise<void>
  /** After Ctrl-C, which may come too late and make the shell report its prompt twice: the next report is the next. */
  readonly settle: () => Promise<void>
  /** Resolves when the shell has ended. */
  readonly ended: Promise<unknown>
  readonly hangUp: () => void
}

const bash = ['bash', '--norc', '--noprofile', '--noediting', '-i'] as const
const openMs = 20_000
/** A terminal shows at once what is typed, unless a step has turned that off (`stty -echo`). */
const echoMs = 500

/** Opens a shell. RunnerError('broken') when it cannot be started. */
export const openLiving = async ({ folder, prefix, env, cwd }: LivingOptions): Promise<Living> => {
  const place = meetingPlace(folder)
  const token = randomBytes(12).toString('hex')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(place.setUp, setUp(place, cwd, token), { mode: 0o600 })

  const listener = listenFor(token)
  const terminal = openTerminal({ command: [...prefix, ...bash], env, onText: listener.hear })
  let isOver = false
  const ended = terminal.ended.then((exitCode): Stop => {
    isOver = true
    return { exitCode, lives: false }
  })
  const prompt = async (): Promise<Stop> => {
    await listener.prompt()
    return { exitCode: Number.parseInt(readFileSync(place.exitCode, 'utf8'), 10), lives: true }
  }
  const go = async (streams: Pick<Line, 'stdout' | 'stderr'>): Promise<void> => {
    point(place.stdout, streams.stdout)
    point(place.stderr, streams.stderr)
    for (const gate of place.gates)
      for (let tries = 0; !isOver && !opens(gate); tries += 1) await (tries < 100 ? nextTurn() : sleep(1))
  }

  await mustRun('mkfifo', ['-m', '600', ...place.gates], { hint: 'sudo apt-get install coreutils' })
  const late = new AbortController()
  const tooLate = sleep(openMs, undefined, { signal: late.signal }).catch(() => undefined)
  const first = Promise.race([prompt(), ended, tooLate])
  terminal.write(` . ${quote(place.setUp)}\n`)
  const opened = await first.finally(() => late.abort())
  if (opened?.exitCode !== 0 || !opened.lives) throw notOpened(opened)
  const shell = prefix.length === 0 ? terminal.pid : (processes.childrenOf(terminal.pid)[0] ?? terminal.pid)

  return {
    leader: terminal.pid,
    shell,
    device: terminal.device,
    ended,
    run: async ({ text, onText, ...streams }) => {
      const stopped = Promise.race([prompt(), ended])
      // The terminal shows what is typed: what comes after that is the step's.
      const echo = Promise.race([listener.line(), sleep(echoMs), ended])
      terminal.write(`${text}\n`)
      await echo
      listener.passOn(onText)
      await go(streams)
      return stopped.finally(() => listener.passOn(undefined))
    },
    type: terminal.write,
    discardInput: terminal.discardInput,
    settle: async () => {
      const answered = Promise.race([listener.promptAfterAnswer(), ended])
      await go({ stdout: '/dev/null', stderr: '/dev/null' })
      terminal.write(`${answerLine(token)}\n`)
      await answered
    },
    hangUp: terminal.hangUp,
  }
}

const notOpened = (stop: Stop | undefined): RunnerError =>
  new RunnerError('broken', `bash could not be started: ${stop === undefined ? 'no prompt' : stop.exitCode}.`, {
    hint: 'Check it with “bash --version”.',
  })

const point = (link: string, target: string): void => {
  rmSync(link, { force: true })
  symlinkSync(target, link)
}

/** Whether somebody waits for a FIFO to be opened; opening it lets them go on. */
const opens = (fifo: string): boolean => {
  try {
    closeSync(openSync(fifo, constants.O_WRONLY | constants.O_NONBLOCK))
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENXIO') return false
    throw error
  }
}
