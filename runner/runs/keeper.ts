import { RunnerError } from '../errors.ts'
import type { Session } from '../contract/session.ts'
import { whenAskedToEnd } from './kept.ts'
import type { Decision, Keeping, Kept } from '../core/keep.ts'

/** The target of a run whose steps are over, for whoever started the run. */
export interface Keeper {
  readonly keeping: Keeping
  /** The open session; throws RunnerError('busy') while the run keeps nothing. */
  readonly session: () => Session
  /** Ends or continues the run; throws RunnerError('busy') while there is nothing to decide. */
  readonly decide: (decision: Decision) => void
}

/** Keeps a target for `forMs` milliseconds at most. A command of another process may end the run in `folder`. */
export const makeKeeper = (forMs: number, folder: string): Keeper => {
  let open: { readonly kept: Kept; readonly resolve: (decision: Decision) => void } | undefined
  const decide = async (kept: Kept, signal: AbortSignal): Promise<Decision> => {
    const { promise, resolve } = Promise.withResolvers<Decision>()
    open = { kept, resolve }
    if (signal.aborted) resolve('end')
    signal.addEventListener('abort', () => resolve('end'), { once: true })
    const stopLooking = whenAskedToEnd(folder, () => resolve('end'))
    try {
      return await promise
    } finally {
      stopLooking()
      open = undefined
    }
  }
  const needOpen = (): NonNullable<typeof open> => {
    if (open === undefined) throw keepsNothing()
    return open
  }
  return {
    keeping: { forMs, decide },
    session: () => needOpen().kept.session,
    decide: (decision) => {
      const { kept, resolve } = needOpen()
      if (decision === 'continue' && !kept.mayContinue) throw nothingToContinue()
      resolve(decision)
    },
  }
}

const keepsNothing = (): RunnerError =>
  new RunnerError(
    'busy',
    { en: 'This run keeps no VM now.', 'zh-cn': '这次运行现在没有保留虚拟机。' },
    { hint: { en: 'Run the guide again, and keep its VM.', 'zh-cn': '请再次运行本指南，并保留虚拟机。' } },
  )

const nothingToContinue = (): RunnerError =>
  new RunnerError(
    'busy',
    { en: 'Every step of this run has passed.', 'zh-cn': '这次运行的每一步都已通过。' },
    { hint: { en: 'End the run.', 'zh-cn': '请结束这次运行。' } },
  )
