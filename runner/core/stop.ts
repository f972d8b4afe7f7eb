import { RunnerError } from '../errors.ts'
import type { Say } from './reason.ts'

/**
 * Why a run has to stop before its end. Both signals carry a RunnerError: `cancelled` when the person asked,
 * anything else when the target or the runner went wrong.
 */
export interface Stop {
  /** Aborted when steps must end: they are interrupted as the reader would. */
  readonly steps: AbortSignal
  /** Aborted when nothing is waited for any more: the target is dead, or the person asked twice. */
  readonly waiting: AbortSignal
  /** The target has died. */
  isDead(): boolean
}

const cancelled = (say: Say): RunnerError =>
  new RunnerError('cancelled', say({ kind: 'run-cancelled' }), { hint: say({ kind: 'start-again' }) })

/** As a RunnerError, so that whoever is interrupted knows why. */
const reasonOf = (signal: AbortSignal, say: Say): RunnerError =>
  signal.reason instanceof RunnerError ? signal.reason : cancelled(say)

const forward = (from: AbortSignal, to: AbortController, say: Say): void => {
  if (from.aborted) to.abort(reasonOf(from, say))
  else from.addEventListener('abort', () => to.abort(reasonOf(from, say)), { once: true })
}

export interface StopControl extends Stop {
  /** Told by the session: `reason` is why its target is no more. */
  die(reason: string): void
}

/** `cancel` ends the steps in order, with undo; `hurry` gives up on undo as well. */
export const makeStop = (cancel: AbortSignal, hurry: AbortSignal, say: Say): StopControl => {
  const steps = new AbortController()
  const waiting = new AbortController()
  let dead = false
  forward(cancel, steps, say)
  forward(hurry, steps, say)
  forward(hurry, waiting, say)
  return {
    steps: steps.signal,
    waiting: waiting.signal,
    isDead: () => dead,
    die: (reason) => {
      if (dead) return
      dead = true
      const error = new RunnerError('broken', reason, { hint: say({ kind: 'fresh-target' }) })
      steps.abort(error)
      waiting.abort(error)
    },
  }
}
