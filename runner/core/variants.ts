import type { Check } from '../../playbooks/model/check.ts'
import type { Action } from '../../playbooks/model/action.ts'
import type { PerTarget, Step, Undo } from '../../playbooks/model/playbook.ts'

/** A value for each target that has its own, and the value for the others. */
export const variants = <Thing>(thing: Thing | PerTarget<Thing>): readonly Thing[] => {
  if (typeof thing !== 'object' || thing === null || !('otherwise' in thing)) return [thing]
  return [thing.otherwise, ...Object.values(thing.on).filter((own) => own !== undefined)]
}

/** All checks of a step, of all targets. */
export const checksOf = (step: Step): readonly Check[] => variants<readonly Check[]>(step.checks).flat()

/** What a step does and how it is undone, on all targets. */
export const actionsOf = (step: Step): readonly Action[] =>
  [...variants<Undo>(step.action), ...variants<Undo>(step.undo)].filter(
    (action): action is Action => action !== 'nothing' && action.kind !== 'nothing',
  )
