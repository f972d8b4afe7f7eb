import type { Session } from '../contract/session.ts'
import type { PlannedStep } from './plan.ts'
import { type Blocked, goesOn, runSteps } from './run-steps.ts'
import type { Running } from './running.ts'
import type { Outcome } from './step.ts'
import { undoAgain } from './undo.ts'

/** `continue`: the first step that did not pass is run again, and those after it. */
export type Decision = 'end' | 'continue'

/** A target whose steps are over, and which is still open. */
export interface Kept {
  readonly session: Session
  readonly mayContinue: boolean
}

export interface Keeping {
  /** How long the target is kept at most, each time. Milliseconds. */
  readonly forMs: number
  /** What the reader wants of the kept target. Not awaited any longer once the signal aborts. */
  readonly decide: (kept: Kept, signal: AbortSignal) => Promise<Decision>
}

interface Rounds {
  readonly steps: readonly PlannedStep[]
  readonly blocked: Blocked
  readonly keeping: Keeping | undefined
}

interface Ended {
  readonly outcomes: readonly Outcome[]
  /** The first step that was run again. */
  readonly continuedFrom?: string
  /** The reader ended it, or its time was over, while nothing ran. */
  readonly isDecided?: true
}

/**
 * Keeps the target after the steps until the reader ends it. Where a step has not passed, the reader may continue: what
 * that step did is undone, then it and the steps after it run on the same target, in the same shell.
 */
export const whileKept = async (
  running: Running,
  { steps, blocked, keeping }: Rounds,
  first: readonly Outcome[],
): Promise<Ended> => {
  let outcomes = first
  let again: number | undefined
  const ended = (): Ended => {
    const continuedFrom = again === undefined ? undefined : steps[again]?.id
    return { outcomes, ...(continuedFrom === undefined ? {} : { continuedFrom }) }
  }
  while (keeping !== undefined && !running.stop.steps.aborted) {
    const at = outcomes.findIndex((outcome) => !goesOn(outcome))
    const from = steps[at]?.id
    const canExplore = running.session.explore !== undefined
    running.emit({ type: 'kept', forMs: keeping.forMs, canExplore, ...(from === undefined ? {} : { from }) })
    const decision = await decisionOf(running, keeping, from !== undefined)
    if (decision === 'end' || from === undefined) return { ...ended(), isDecided: true }
    running.emit({ type: 'continued', from })
    again = Math.min(again ?? at, at)
    const rest = steps.slice(at)
    await undoAgain(running, new Set(rest.map(({ id }) => id)))
    running.round += 1
    outcomes = [...outcomes.slice(0, at), ...(await runSteps(running, rest, blocked))]
  }
  return ended()
}

const decisionOf = async (
  { session, stop, clock }: Running,
  keeping: Keeping,
  mayContinue: boolean,
): Promise<Decision> => {
  const over = new AbortController()
  const signal = AbortSignal.any([over.signal, stop.steps])
  try {
    const timeIsOver = clock.wait(keeping.forMs, signal).then((): Decision => 'end')
    return await Promise.race([keeping.decide({ session, mayContinue }, signal), timeIsOver])
  } finally {
    over.abort()
  }
}
