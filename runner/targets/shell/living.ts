import { randomBytes } from 'node:crypto'
import {
  closeSync,
  constants,
  mkdirSync,
  openSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { RunnerError } from '../../errors.ts'
import { processes } from '../../host/processes/index.ts'
import { quote } from '../../quote.ts'
import { answerLine, atPrompt, meetingPlace, setUp } from './hook.ts'
import { type Prompt, listenFor } from './listener.ts'
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
  /** It was at its prompt and did not report it. */
  readonly isLost?: true
}

export interface Line {
  readonly text: string
  /** What it writes to: the files of a folder, the shell's terminal, or nothing, because it names its own files. */
  readonly streams: 'terminal' | 'nothing' | { readonly folder: string }
  /** Called with what the terminal shows meanwhile. */
  readonly onText: (text: string) => void
  /** Whether the line itself, which the terminal shows as it is typed, is left out of that. */
  readonly withoutEcho: boolean
}

/** An interactive bash on a pseudo-terminal, which runs one line at a time. */
export interface Living {
  /** The process that leads the terminal's session: the shell, or what entered the namespace for it. */
  readonly leader: number
  readonly shell: number
  /** What the shell writes to its standard error before each prompt under `set -v`. */
  readonly promptCommand: string
  /** The exported variables at the last prompt, as `export -p` prints them. */
  readonly exported: () => string
  /** Runs a line from the prompt; resolves when the shell is at its prompt again, or has ended. */
  readonly run: (line: Line) => Promise<Stop>
  /** Types into the terminal. */
  readonly type: (text: string) => void
  /** Drops, at the prompt, what was typed and nobody has read. */
  readonly discardInput: () => Promise<void>
  /**
   * After Ctrl-C, which may come too late and make the shell report its prompt twice: resolves when the next report
   * will be the next line's, with false when the shell does not answer.
   */
  readonly settle: () => Promise<boolean>
  /** Resolves when the shell reports that the reader's changes keep it from working with the runner. */
  readonly lost: Promise<true>
  /** Resolves when the shell has ended. */
  readonly ended: Promise<Stop>
  readonly hangUp: () => void
}

const bash = ['bash', '--norc', '--noprofile', '--noediting', '-i'] as const
const openMs = 20_000
const settleMs = 5000
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
  let gate: number | undefined
  const ended = terminal.ended.then((exitCode): Stop => {
    if (gate !== undefined) closeSync(gate)
    gate = undefined
    // Its links would lead to whoever gets a terminal of the same name.
    rmSync(folder, { recursive: true, force: true })
    return { exitCode, lives: false }
  })
  let exported = ''
  const stopAt = (prompt: Promise<Prompt>): Promise<Stop> =>
    prompt.then((reported) => {
      exported = reported.exported
      return { exitCode: reported.exitCode, lives: true }
    })
  const folders = makeStreams(folder, terminal.device)
  const go = (streams: Line['streams']): void => {
    point(place.streams, typeof streams === 'string' ? folders[streams] : streams.folder)
    if (gate !== undefined) writeSync(gate, '\n')
  }

  // No timer of a race keeps the process alive; the terminal does that while it is open.
  const tooLate = sleep(openMs, undefined, { ref: false })
  const first = Promise.race([stopAt(listener.prompt()), ended, tooLate])
  terminal.write(` . ${quote(place.setUp)}\n`)
  const opened = await first
  if (opened?.exitCode !== 0 || !opened.lives) {
    terminal.hangUp()
    throw notOpened(opened)
  }
  // For reading too: so nobody waits when it is opened, and what is written stays until the shell reads it.
  gate = openSync(place.gate, constants.O_RDWR | constants.O_NONBLOCK)
  const shell = prefix.length === 0 ? terminal.pid : (processes.childrenOf(terminal.pid)[0] ?? terminal.pid)

  return {
    leader: terminal.pid,
    shell,
    promptCommand: `${atPrompt(place, token)}\n`,
    exported: () => exported,
    lost: listener.lost,
    ended,
    run: async ({ text, onText, withoutEcho, streams }) => {
      const stopped = Promise.race([stopAt(listener.prompt()), ended])
      terminal.write(`${text}\n`)
      if (withoutEcho) await Promise.race([listener.line(), sleep(echoMs, undefined, { ref: false }), ended])
      listener.passOn(onText)
      go(streams)
      return stopped.finally(() => listener.passOn(undefined))
    },
    type: terminal.write,
    discardInput: terminal.discardInput,
    settle: async () => {
      const answered = Promise.race([stopAt(listener.promptAfterAnswer()), ended]).then(() => true)
      go('nothing')
      terminal.write(`${answerLine(token)}\n`)
      return Promise.race([answered, sleep(settleMs, false, { ref: false })])
    },
    hangUp: terminal.hangUp,
  }
}

const notOpened = (stop: Stop | undefined): RunnerError =>
  new RunnerError('broken', `bash could not be started: ${stop === undefined ? 'no prompt' : stop.exitCode}.`, {
    hint: 'Check it with “bash --version”.',
  })

/** Folders with the names that the shell opens, for what is no step's file. */
const makeStreams = (folder: string, device: string): Readonly<Record<'terminal' | 'nothing', string>> => {
  const folders = { terminal: join(folder, 'terminal'), nothing: join(folder, 'nothing') }
  for (const each of Object.values(folders)) mkdirSync(each, { mode: 0o700 })
  for (const name of ['stdout', 'stderr']) {
    symlinkSync(device, join(folders.terminal, name))
    symlinkSync('/dev/null', join(folders.nothing, name))
  }
  return folders
}

const point = (link: string, target: string): void => {
  unlinkIfThere(link)
  symlinkSync(target, link)
}

const unlinkIfThere = (path: string): void => {
  try {
    unlinkSync(path)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
}
