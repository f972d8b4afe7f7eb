import { RunnerError } from '../errors.ts'
import { type Holder, type Lock, holderOf, takeLock } from '../host/lock.ts'
import { targetLockPath } from './folder.ts'

/** Locks the target for this run. Throws RunnerError('busy') that names the holder. */
export const lockTarget = async (state: string, target: string, run: string): Promise<Lock> => {
  const path = targetLockPath(state, target)
  const lock = takeLock(path, run)
  if (lock === undefined) throw busy(target, await holderOf(path))
  return lock
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
          en: `The target “${target}” is used by run ${holder.what} (process ${holder.pid}, since ${holder.since}).`,
          'zh-cn': `目标“${target}”正被运行 ${holder.what} 占用（进程 ${holder.pid}，始于 ${holder.since}）。`,
        },
        {
          hint: {
            en: `Wait until it has ended, or cancel it: kill -INT ${holder.pid}`,
            'zh-cn': `请等它结束，或将它取消：kill -INT ${holder.pid}`,
          },
        },
      )
