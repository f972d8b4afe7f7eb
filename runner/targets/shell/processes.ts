import { setTimeout as sleep } from 'node:timers/promises'
import { RunnerError } from '../../errors.ts'
import { type Find, type Trace, findHere } from './find-processes.ts'

/** Signals a process group if it still exists and belongs to this user. */
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
  /** An entry of the environment, `NAME=value`, that all descendants have. */
  readonly marker: string
  /** How long each signal may take before the next, in milliseconds. */
  readonly timeoutMs: number
  readonly find?: Find
}

/**
 * Ends a whole process tree whose leader is alive: SIGINT like the reader's Ctrl-C, then SIGTERM, then SIGKILL to the
 * group, then those that left the group, until two scans find none.
 */
export const endTree = async (leader: number, { marker, timeoutMs, find = findHere }: EndOptions): Promise<void> => {
  const look = find({ marker, leaders: [{ pid: leader, livedMs: Date.now() }] })
  look() // Processes that leave the group from now on are known.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGKILL'] as const) {
    signalGroup(leader, signal)
    if (await isQuiet(look, signal === 'SIGKILL' ? 200 : timeoutMs)) break
  }
  await sweep(look)
}

/** How long processes may take to end after SIGKILL; each scan sends it again. Milliseconds. */
const sweepMs = 5000

const unending = (pids: readonly number[]): RunnerError =>
  new RunnerError(
    'broken',
    {
      en: `Process ${pids.join(', ')} of a step does not end, not even after SIGKILL.`,
      'zh-cn': `步骤的进程 ${pids.join('、')} 收到 SIGKILL 后仍未结束。`,
    },
    { hint: `ps -o pid,stat,wchan:32,args -p ${pids.join(',')}` },
  )

type Look = ReturnType<Find>

const isQuiet = async (look: Look, withinMs: number): Promise<boolean> => {
  const until = Date.now() + withinMs
  while (look().length > 0) {
    if (Date.now() > until) return false
    await sleep(50)
  }
  return true
}

/**
 * Ends every process of a trace, until two scans find none. RunnerError('broken') that names those that survive
 * SIGKILL: one that waits for a device or a network disk (state D) does.
 */
export const endTraced = (trace: Trace, find: Find = findHere, withinMs = sweepMs): Promise<void> =>
  sweep(find(trace), withinMs)

const sweep = async (look: Look, withinMs = sweepMs): Promise<void> => {
  const until = performance.now() + withinMs
  for (let emptyLooks = 0; emptyLooks < 2;) {
    const left = look()
    emptyLooks = left.length === 0 ? emptyLooks + 1 : 0
    if (left.length > 0 && performance.now() > until) throw unending(left)
    for (const pid of left) unlessGone(() => process.kill(pid, 'SIGKILL'))
    if (left.length > 0) await sleep(20)
  }
}
