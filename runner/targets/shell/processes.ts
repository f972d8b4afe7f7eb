import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** Ends a process group if it is still there. */
const signalGroup = (leader: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(-leader, signal)
  } catch (error) {
    if (!isGone(error)) throw error
  }
}

const isGone = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ESRCH'

/** The processes whose environment holds the text, without zombies. Linux only (`/proc/PID/environ`); elsewhere none. */
const marked = (marker: string): readonly number[] => {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => isMarked(pid, marker))
}

const isMarked = (pid: number, marker: string): boolean => {
  try {
    // A zombie's environment reads as empty, so the dead do not count.
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(marker)
  } catch {
    return false // It ended while we looked, or it is somebody else's.
  }
}

export interface EndOptions {
  /** An entry of the environment, `NAME=value`, that all descendants carry. */
  readonly marker: string
  /** How long each signal may take before the next, in milliseconds. */
  readonly patienceMs: number
}

/**
 * Ends a whole process tree: SIGINT as the reader's Ctrl-C, then SIGTERM, then SIGKILL to the group, then those that
 * left the group, found by their environment, until two looks find none.
 */
export const endTree = async (leader: number, { marker, patienceMs }: EndOptions): Promise<void> => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGKILL'] as const) {
    signalGroup(leader, signal)
    if (await isQuiet(marker, signal === 'SIGKILL' ? 200 : patienceMs)) break
  }
  await sweep(marker)
}

const isQuiet = async (marker: string, withinMs: number): Promise<boolean> => {
  const until = Date.now() + withinMs
  while (marked(marker).length > 0) {
    if (Date.now() > until) return false
    await sleep(50)
  }
  return true
}

/** Ends every process whose environment holds the entry, until two looks find none. */
export const endMarked = (marker: string): Promise<void> => sweep(marker)

const sweep = async (marker: string): Promise<void> => {
  for (let emptyLooks = 0; emptyLooks < 2; ) {
    const left = marked(marker)
    emptyLooks = left.length === 0 ? emptyLooks + 1 : 0
    for (const pid of left) kill(pid)
    if (left.length > 0) await sleep(20)
  }
}

const kill = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if (!isGone(error)) throw error
  }
}
