import type { Session } from '../contract/session.ts'
import type { PlannedStep } from './plan.ts'
import type { Blocked } from './run-steps.ts'
import { thingsOf } from './step-things.ts'
import { stepsWithout } from './unavailable.ts'

/** A bind mount of a folder that is named from where the shell is. */
const ownFolder = /(?: -v| --volume)[ =]"?(?:\$PWD|\$\(pwd\)|\.{1,2}\/)|\bsource="?(?:\$PWD|\$\(pwd\))/

/**
 * The blocked steps, together with those that mount a folder of the session where its engine cannot see it, and those
 * that build on them: neither the guide nor its other steps are to blame.
 */
export const withoutMounts = async (
  steps: readonly PlannedStep[],
  session: Session,
  blocked: Blocked,
): Promise<Blocked> => {
  const mounting = steps.filter((step) => !blocked.has(step.id) && ownFolder.test(thingsOf(step).line))
  const problem = mounting.length === 0 ? undefined : await session.cannotMount?.()
  if (problem === undefined) return blocked
  return stepsWithout(steps, [], new Map([...blocked, ...mounting.map(({ id }) => [id, problem] as const)]))
}
