import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ExecOptions, ExecResult } from '../../contract/session.ts'
import { exportedIn } from './exported.ts'
import { processesOfSession } from './find-processes.ts'
import { type Living, openLiving } from './living.ts'
import { killAll } from './processes.ts'
import { type Interactive, type Step, runInTerminal, runLine } from './run-step.ts'
import { removedFrom } from './removed.ts'

const defaultTimeoutMs = 3000
/** How long a shell may take to end when its terminal hangs up: it runs the reader's trap for EXIT. Milliseconds. */
const hangUpMs = 1000

export interface ShellOptions {
  /** The session's folder; each step gets a subfolder. */
  readonly folder: string
  /** The prefix of bash: `nsenter …` for a namespace; empty for this computer itself. */
  readonly prefix: readonly string[]
  /** The complete environment of the reader's shell. The session's marker is added, and nothing of the runner's own. */
  readonly env: Readonly<Record<string, string>>
  /** The directory in which the reader's shell starts. */
  readonly cwd: string
  /** How long a step may take to end after each signal, before the next one (default: 3 s). */
  readonly timeoutMs?: number
}

/** The reader's shell: one living bash, which keeps from step to step all that a terminal keeps. */
export interface Shell {
  /** Runs a line. A line that ends the shell is a result too; the next line runs in a new one. */
  exec(line: string, options: ExecOptions): Promise<ExecResult>
  /** Runs a line in the shell's terminal, and answers what it asks. */
  talk(interactive: Interactive, options: ExecOptions): Promise<ExecResult>
  /** A variable of the shell's environment after the last step; undefined when there is none. */
  variable(name: string): Promise<string | undefined>
  /** Hangs up, as when a terminal is closed, and ends everything that the steps have left. */
  close(): Promise<void>
}

/** Everything that a session's steps start has this in its environment. */
const sessionMarker = (folder: string): string => `SHIPSHAPE_SESSION=${folder}`

const markedEnv = ({ env, folder }: ShellOptions): Readonly<Record<string, string>> => ({
  ...env,
  SHIPSHAPE_SESSION: folder,
})

/** Ends everything that the steps of a session have left, also when its runner is dead. */
export const endSession = (folder: string, shells: readonly number[] = []): Promise<void> =>
  killAll(processesOfSession({ marker: sessionMarker(folder), shells }))

/** Waits until a shell has ended, but not for ever. */
const endOf = async (shell: Living | undefined): Promise<void> => {
  if (shell !== undefined) await Promise.race([shell.ended, sleep(hangUpMs, undefined, { ref: false })])
}

/** The bash is started with the first step. */
export const openShell = (options: ShellOptions): Shell => {
  let opened: Promise<Living> | undefined
  let count = 0
  const folderOf = (): string => join(options.folder, 'shell', String(count))
  const open = async (): Promise<Living> => {
    count += 1
    const living = await openLiving({ ...options, folder: folderOf(), env: markedEnv(options) })
    void living.ended.then(() => (opened = undefined))
    return living
  }
  const living = (): Promise<Living> => {
    opened ??= open()
    opened.catch(() => (opened = undefined))
    return opened
  }
  // A shell runs one line at a time.
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const mine = last.then(work).catch((error: unknown) => {
      throw removedFrom(options.folder, error) ?? error
    })
    last = mine.catch(() => undefined)
    return mine
  }
  const step = (exec: ExecOptions): Omit<Step, 'living'> => ({
    session: options.folder,
    marker: sessionMarker(options.folder),
    timeoutMs: options.timeoutMs ?? defaultTimeoutMs,
    options: exec,
  })
  return {
    exec: (line, exec) => inTurn(async () => runLine({ living: await living(), ...step(exec) }, line)),
    talk: (interactive, exec) =>
      inTurn(async () => runInTerminal({ living: await living(), ...step(exec) }, interactive)),
    variable: async (name) => {
      const { exported } = await living()
      return exportedIn(exported(), name)
    },
    close: async () => {
      const left = await opened?.catch(() => undefined)
      left?.hangUp()
      await endOf(left)
      await endSession(options.folder, left === undefined ? [] : [left.shell])
      await endOf(left)
    },
  }
}
