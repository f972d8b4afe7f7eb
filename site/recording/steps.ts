import type { Playbook, Step } from '../../playbooks/model/index.ts'
import { actionHash } from '../../runner/core/hash.ts'
import type { Cast } from '../../runner/protocol/cast.ts'

/** The steps from one to another, both counted, in the order of their guide. */
export const stepsBetween = (guide: Playbook, from: Step, to: Step): readonly Step[] =>
  guide.steps.slice(guide.steps.indexOf(from), guide.steps.indexOf(to) + 1)

/** The steps whose action has changed since they were recorded. */
export const changedSince = async (cast: Cast, steps: readonly Step[]): Promise<readonly Step[]> => {
  const recorded = cast.header.shipshape.steps
  const hashes = await Promise.all(steps.map(actionHash))
  return steps.filter((step, index) => recorded[step.id] !== undefined && recorded[step.id] !== hashes[index])
}
