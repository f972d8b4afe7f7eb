import { setTimeout as wait } from 'node:timers/promises'
import { RunnerError } from '../errors.ts'
import { targetLockPath } from './folder.ts'
import { type Holder, type Lock, forgetHolder, noteHolder, readHolder, takeLock } from './lock.ts'

/** Locks the target for this run. Throws RunnerError('busy') that names the holder. */
export const lockTarget = async (state: string, target: string, run: string): Promise<Lock> => {
  const path = targetLockPath(state, target)
  const lock = takeLock(path)
  if (lock === undefined) throw busy(target, await namedHolder(path))
  noteHolder(path, { run, pid: process.pid, since: new Date().toISOString() })
  return {
    release: () => {
      forgetHolder(path)
      lock.release()
    },
  }
}

/** A holder writes its name shortly after it has taken the lock; until then, an earlier holder's name is there. */
const namedHolder = async (path: string): Promise<Holder | undefined> => {
  for (let tries = 0; tries < 10; tries += 1) {
    const holder = readHolder(path)
    if (holder !== undefined && exists(holder.pid)) return holder
    await wait(20)
  }
  return undefined
}

const exists = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

const busy = (target: string, holder: Holder | undefined): RunnerError =>
  holder === undefined
    ? new RunnerError(
        'busy',
        { en: `The target “${target}” is used by another run.`, 'zh-cn': `目标“${target}”正被另一次运行占用。` },
        { hint: { en: 'Wait until that run has ended.', 'zh-cn': '请等那次运行结束。' } },
      )
    : new RunnerError(
        'busy',
        {
          en: `The target “${target}” is used by run ${holder.run} (process ${holder.pid}, since ${holder.since}).`,
          'zh-cn': `目标“${target}”正被运行 ${holder.run} 占用（进程 ${holder.pid}，始于 ${holder.since}）。`,
        },
        {
          hint: {
            en: `Wait until it has ended, or cancel it: kill -INT ${holder.pid}`,
            'zh-cn': `请等它结束，或将它取消：kill -INT ${holder.pid}`,
          },
        },
      )
