import type { Problem } from '../protocol/events.ts'
import type { PlannedStep } from './plan.ts'
import type { Running } from './running.ts'
import { type Outcome, blockStep, runStep } from './step.ts'
import { stepsWithout } from './unavailable.ts'

/** Steps that cannot run here although the others can, each with why. */
export type Blocked = ReadonlyMap<string, Problem>

export const goesOn = ({ status }: Outcome): boolean =>
  status === 'passed' || status === 'skipped' || status === 'blocked'

/** Executes the steps in order, up to the first one that does not pass. */
export const runSteps = async (
  running: Running,
  steps: readonly PlannedStep[],
  known: Blocked,
): Promise<readonly Outcome[]> => {
  const outcomes: Outcome[] = []
  const over = new Map<string, Problem | undefined>()
  let blocked = known
  for (const step of steps) {
    if (running.stop.steps.aborted || !outcomes.every(goesOn)) break
    const problem = blocked.get(step.id)
    const outcome = problem === undefined ? await runStep(running, step) : blockStep(running, step, problem)
    outcomes.push(outcome)
    over.set(step.id, problem ?? outcome.unavailable?.[0].problem)
    // What it would have left is missing for the steps that build on it.
    if (outcome.unavailable !== undefined)
      blocked = new Map([...blocked, ...stepsWithout(steps, outcome.unavailable, over)])
  }
  return outcomes
}
