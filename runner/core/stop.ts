import { RunnerError } from '../errors.ts'

/**
 * Why a run has to stop early. Both signals carry a RunnerError: `cancelled` when the person asked for it,
 * anything else when the target or the runner failed.
 */
export interface Stop {
  /** Aborted when steps must stop: they are interrupted as by Ctrl-C. */
  readonly steps: AbortSignal
  /** Aborted when nothing is awaited any longer: the target is dead, or the run was cancelled twice. */
  readonly waiting: AbortSignal
  /** The target has died. */
  isDead(): boolean
}

const cancelled = (): RunnerError =>
  new RunnerError(
    'cancelled',
    { en: 'The run was cancelled.', 'zh-cn': '运行已取消。' },
    { hint: { en: 'Start it again.', 'zh-cn': '请重新开始。' } },
  )

/** The reason as a RunnerError, so that interrupted code can report it. */
const reasonOf = (signal: AbortSignal): RunnerError =>
  signal.reason instanceof RunnerError ? signal.reason : cancelled()

const forward = (from: AbortSignal, to: AbortController): void => {
  if (from.aborted) to.abort(reasonOf(from))
  else from.addEventListener('abort', () => to.abort(reasonOf(from)), { once: true })
}

export interface StopControl extends Stop {
  /** Called by the session: `reason` is why its target died. */
  die(reason: string): void
}

/** `cancel` stops the steps, then runs undo; `hurry` abandons undo as well. */
export const makeStop = (cancel: AbortSignal, hurry: AbortSignal): StopControl => {
  const steps = new AbortController()
  const waiting = new AbortController()
  let dead = false
  forward(cancel, steps)
  forward(hurry, steps)
  forward(hurry, waiting)
  return {
    steps: steps.signal,
    waiting: waiting.signal,
    isDead: () => dead,
    die: (reason) => {
      if (dead) return
      dead = true
      const error = new RunnerError('broken', reason, {
        hint: {
          en: 'Run the guide again; a fresh target is made for it.',
          'zh-cn': '请再次运行本指南，它会得到一个全新的目标。',
        },
      })
      steps.abort(error)
      waiting.abort(error)
    },
  }
}
