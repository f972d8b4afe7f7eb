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

/** A process that survives SIGKILL this long hangs in the kernel. Milliseconds. */
const defaultKillMs = 10_000

/** Kills every process that is found, until two looks find none. RunnerError('broken') when one cannot be killed. */
export const killAll = async (look: Look, killMs = defaultKillMs): Promise<void> => {
  const until = Date.now() + killMs
  for (let emptyLooks = 0; emptyLooks < 2;) {
    const left = look()
    emptyLooks = left.length === 0 ? emptyLooks + 1 : 0
    signalAll(left, 'SIGKILL')
    if (left.length > 0) await sleep(20)
    if (left.length > 0 && Date.now() > until) throw unkillable(left)
  }
}

const unkillable = (pids: readonly number[]): RunnerError =>
  new RunnerError(
    'broken',
    {
      en: `A process cannot be ended, not even with SIGKILL: ${pids.join(', ')}.`,
      'zh-cn': `进程无法结束，SIGKILL 也无效：${pids.join('、')}。`,
    },
    { hint: `ps -o pid,stat,wchan,command -p ${pids.join(',')}` },
  )

/** Ends what is found: SIGTERM, then SIGKILL, each process by itself. `timeoutMs` is what SIGTERM may take. */
export const endAll = async (look: Look, timeoutMs: number): Promise<void> => {
  signalAll(look(), 'SIGTERM')
  const until = Date.now() + timeoutMs
  while (look().length > 0 && Date.now() < until) await sleep(50)
  await killAll(look)
}
