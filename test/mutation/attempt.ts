import type { Check } from '../../playbooks/model/index.ts'
import { milliseconds } from '../../playbooks/model/index.ts'
import { evaluateChecks } from '../../runner/core/checks.ts'
import { say } from '../../runner/words/say.ts'
import { actionFault } from '../../runner/core/fault.ts'
import { judging } from '../../runner/checks/kinds.ts'
import type { PlannedStep } from '../../runner/core/plan.ts'
import { renderAction } from '../../runner/core/render.ts'
import { type Running, spellingFor } from '../../runner/core/running.ts'
import { save } from '../../runner/core/step.ts'
import type { ExecResult } from '../../runner/contract/session.ts'
import type { Mutant } from './mutants.ts'

/** The verdict of the step's checks on a wrong action. */
export type Attempt =
  | { readonly outcome: 'caught'; readonly by: string; readonly cutShortAfterMs?: number }
  | { readonly outcome: 'survived' }

let attempts = 0

/**
 * Does the wrong thing in place of the step's, and judges it as the step is judged. Changes the world as it may. Throws
 * when the target breaks.
 */
export const attempt = async (
  running: Running,
  step: PlannedStep,
  { action }: Pick<Mutant, 'action'>,
): Promise<Attempt> => {
  // What a wrong command saves must not reach the steps after it.
  const own: Running = { ...running, saved: new Map(running.saved), emit: () => undefined }
  const deadlineMs = deadlineOf({ ...step, action })
  const short = await act(own, action, deadlineMs)
  const isSlow = short.ended === 'deadline' && deadlineMs < step.deadlineMs && isPulling(short)
  const result = isSlow ? await act(own, action, step.deadlineMs) : short
  const ended = actionFault({ ...step, deadlineMs }, result)
  const fault = ended === undefined ? save(own, step, result)[0]?.en : say(ended).en
  const isCutShort = result.ended === 'deadline' && step.expectFailure?.kind !== 'hangs'
  if (fault !== undefined)
    return { outcome: 'caught', by: fault, ...(isCutShort ? { cutShortAfterMs: deadlineMs } : {}) }
  return judge(own, step, result)
}

/** Shorter than the step's own, for a wrong command hangs more often than a right one; see `doubtCutShort`. */
const deadlineOf = ({ expectFailure, deadlineMs, action }: PlannedStep): number => {
  if (expectFailure?.kind === 'hangs') return milliseconds(expectFailure.for)
  if (action.kind === 'interactive') return Math.min(deadlineMs, 25_000)
  return Math.min(deadlineMs, deadlineMs > 120_000 ? 120_000 : 45_000)
}

/** A pull takes its time, also for the wrong command; the image is kept aside for the next one. */
const isPulling = ({ stdout, stderr }: ExecResult): boolean =>
  /Pulling from|Pulling fs layer|Unable to find image/.test(stdout + stderr)

const act = async (running: Running, action: Mutant['action'], deadlineMs: number): Promise<ExecResult> => {
  attempts += 1
  const actual = renderAction(action, await spellingFor(running, action))
  return running.session.exec(actual, {
    id: `attempt-${attempts}`,
    deadlineMs,
    signal: running.stop.steps,
    onOutput: () => undefined,
  })
}

/**
 * The cheap checks first: one that does not hold is enough. A check that settles gets all the time that the guide gives
 * it, so that a truth that is only slow never counts as caught.
 */
const judge = async (running: Running, step: PlannedStep, result: ExecResult): Promise<Attempt> => {
  for (const check of [...step.checks].sort((one, other) => costOf(one) - costOf(other))) {
    const { wrong, blind } = await evaluateChecks(running, { ...step, checks: [check] }, result, true)
    // A step whose check could not be looked at is not green either.
    const [why] = [...wrong, ...blind]
    if (why !== undefined) return { outcome: 'caught', by: why.en }
  }
  return { outcome: 'survived' }
}

const costOf = (check: Check): number => {
  if (!judging.isWorldCheck(check)) return 0
  return check.within === undefined ? 1 : 1 + milliseconds(check.within)
}
