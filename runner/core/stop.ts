import type { Words } from '../../playbooks/model/text.ts'
import { RunnerError } from '../errors.ts'
import type { Say } from './reason.ts'

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

const cancelled = (say: Say): RunnerError =>
  new RunnerError('cancelled', say({ kind: 'run-cancelled' }), { hint: say({ kind: 'start-again' }) })

/** The reason as a RunnerError, so that interrupted code can report it. */
const reasonOf = (signal: AbortSignal, say: Say): RunnerError =>
  signal.reason instanceof RunnerError ? signal.reason : cancelled(say)

const forward = (from: AbortSignal, to: AbortController, say: Say): void => {
  if (from.aborted) to.abort(reasonOf(from, say))
  else from.addEventListener('abort', () => to.abort(reasonOf(from, say)), { once: true })
}

export interface StopControl extends Stop {
  /** Called by the session: `reason` is why its target died. */
  die(reason: Words): void
}

/** `cancel` stops the steps, then runs undo; `hurry` abandons undo as well. */
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
