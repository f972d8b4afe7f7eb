import type { Check } from '../../playbooks/model/check.ts'
import type { Playbook, Step } from '../../playbooks/model/playbook.ts'
import { assertion, kindNames } from '../checks/kinds.ts'
import type { Mistake } from '../core/mistake.ts'
import { nearest } from '../core/nearest.ts'
import { stepOnTarget } from '../core/plan.ts'
import { renderCheck, shownSpelling } from '../core/render.ts'
import { thingsOf } from '../core/step-things.ts'
import { checksOf } from '../core/variants.ts'

// The compiler knows each kind and its properties, and Node runs a guide without asking it.

const unknownKind = ({ kind }: Check): Mistake => {
  const near = nearest(kind, kindNames)
  const what = `it has a check of the unknown kind “${kind}”.`
  return {
    what,
    fix: near === undefined ? `There are: ${kindNames.join(', ')}.` : `Did you mean “${near}”?`,
    near: kind,
  }
}

const incomplete = ({ kind }: Check): Mistake => ({
  what: `its check of kind “${kind}” is without a property, or has one of another type.`,
  fix: `Write it as runner/checks/${kind}/define.ts declares it; npx tsc names the property.`,
  near: `'${kind}'`,
})

const spell = shownSpelling({ address: 'ADDRESS', user: 'USER', dockerHost: 'ENDPOINT' })

/** Whether all that a run says of a check and derives from it can be said and derived. */
const isWhole = (check: Check, step: Step, { targets }: Playbook): boolean => {
  try {
    const { en } = assertion(renderCheck(check, spell))
    for (const target of targets) thingsOf({ ...stepOnTarget(step, target), checks: [check] })
    return !en.includes('undefined') || JSON.stringify(check).includes('undefined')
  } catch (error) {
    if (error instanceof TypeError) return false // It reads a property that is not there.
    throw error
  }
}

const mistakeIn = (check: Check, step: Step, playbook: Playbook): readonly Mistake[] => {
  if (!kindNames.includes(check.kind)) return [unknownKind(check)]
  return isWhole(check, step, playbook) ? [] : [incomplete(check)]
}

/** Checks of no known kind, and those that are not as their kind is declared. */
export const checkMistakes = (playbook: Playbook): readonly Mistake[] =>
  playbook.steps.flatMap((step) =>
    checksOf(step)
      .flatMap((check) => mistakeIn(check, step, playbook))
      .map((mistake) => ({ ...mistake, step: step.id })),
  )
