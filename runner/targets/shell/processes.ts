import { setTimeout as sleep } from 'node:timers/promises'
import { RunnerError } from '../../errors.ts'
import type { Look } from './find-processes.ts'

const unlessGone = (end: () => unknown): void => {
  try {
    end()
  } catch (error) {
    if (!isGone(error)) throw error
  }
}

// macOS answers EPERM for a zombie.
const isGone = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ESRCH' || error.code === 'EPERM')

/** Signals processes that may have ended meanwhile. */
export const signalAll = (pids: readonly number[], signal: NodeJS.Signals): void => {
  for (const pid of pids) unlessGone(() => process.kill(pid, signal))
}

/** How long processes may take to end after SIGKILL; each look sends it again. Milliseconds. */
const defaultKillMs = 5000

/**
 * Kills every process that is found, until two looks find none. RunnerError('broken') that names those that survive
 * SIGKILL: one that waits for a device or a network disk (state D) does.
 */
export const killAll = async (look: Look, killMs = defaultKillMs): Promise<void> => {
  const until = Date.now() + killMs
  for (let emptyLooks = 0; emptyLooks < 2;) {
    const left = look()
    emptyLooks = left.length === 0 ? emptyLooks + 1 : 0
    signalAll(left, 'SIGKILL')
    if (left.length > 0) await sleep(20)
    if (left.length > 0 && Date.now() > until) throw unending(left)
  }
}

const unending = (pids: readonly number[]): RunnerError =>
  new RunnerError(
    'broken',
    {
      en: `Process ${pids.join(', ')} of a step does not end, not even after SIGKILL.`,
      'zh-cn': `步骤的进程 ${pids.join('、')} 收到 SIGKILL 后仍未结束。`,
    },
    { hint: `ps -o pid,stat,wchan:32,args -p ${pids.join(',')}` },
  )

/** Ends what is found: SIGTERM, then SIGKILL, each process by itself. `timeoutMs` is what SIGTERM may take. */
export const endAll = async (look: Look, timeoutMs: number): Promise<void> => {
  signalAll(look(), 'SIGTERM')
  const until = Date.now() + timeoutMs
  while (look().length > 0 && Date.now() < until) await sleep(50)
  await killAll(look)
}
