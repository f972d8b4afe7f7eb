import { setTimeout as sleep } from 'node:timers/promises'
import { type Find, type Trace, findHere } from './find-processes.ts'

/** Ends a process group if it is still there, and ours to end. */
const signalGroup = (leader: number, signal: NodeJS.Signals): void => unlessGone(() => process.kill(-leader, signal))

const unlessGone = (end: () => unknown): void => {
  try {
    end()
  } catch (error) {
    if (!isGone(error)) throw error
  }
}

// macOS answers EPERM for a group of zombies.
const isGone = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ESRCH' || error.code === 'EPERM')

export interface EndOptions {
  /** An entry of the environment, `NAME=value`, that all descendants carry. */
  readonly marker: string
  /** How long each signal may take before the next, in milliseconds. */
  readonly timeoutMs: number
  readonly find?: Find
}

/**
 * Ends a whole process tree, whose leader lives: SIGINT as the reader's Ctrl-C, then SIGTERM, then SIGKILL to the
 * group, then those that left the group, until two looks find none.
 */
export const endTree = async (leader: number, { marker, timeoutMs, find = findHere }: EndOptions): Promise<void> => {
  const look = find({ marker, leaders: [{ pid: leader, livedMs: Date.now() }] })
  look() // Whoever leaves the group from now on is known.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGKILL'] as const) {
    signalGroup(leader, signal)
    if (await isQuiet(look, signal === 'SIGKILL' ? 200 : timeoutMs)) break
  }
  await sweep(look)
}

type Look = ReturnType<Find>

const isQuiet = async (look: Look, withinMs: number): Promise<boolean> => {
  const until = Date.now() + withinMs
  while (look().length > 0) {
    if (Date.now() > until) return false
    await sleep(50)
  }
  return true
}

/** Ends every process of a trace, until two looks find none. */
export const endTraced = (trace: Trace, find: Find = findHere): Promise<void> => sweep(find(trace))

const sweep = async (look: Look): Promise<void> => {
  for (let emptyLooks = 0; emptyLooks < 2;) {
    const left = look()
    emptyLooks = left.length === 0 ? emptyLooks + 1 : 0
    for (const pid of left) unlessGone(() => process.kill(pid, 'SIGKILL'))
    if (left.length > 0) await sleep(20)
  }
}
