import type { RuleName, Step } from '../../playbooks/model/playbook.ts'
import type { Mistake } from './mistake.ts'

/** A mistake that a step may make when it says why (`allows`). */
export interface RuleMistake extends Mistake {
  readonly rule: RuleName
}

const notAllowed = ({ rule, what, fix, ...rest }: RuleMistake): Mistake => ({
  ...rest,
  what,
  fix: `${fix ?? ''} Or say why it must be so: allows: { '${rule}': 'REASON' }.`.trim(),
})

/** The mistakes that a step does not allow itself, and what it allows without need or reason. */
export const withoutAllowed = (mistakes: readonly RuleMistake[], { allows = {} }: Step): readonly Mistake[] => [
  ...mistakes.filter(({ rule }) => allows[rule] === undefined).map(notAllowed),
  ...Object.entries(allows).flatMap(([rule, reason]): readonly Mistake[] => {
    const near = `allows`
    if (reason.trim() === '') return [{ what: `it allows “${rule}” without a reason.`, fix: 'Write the reason.', near }]
    if (mistakes.some((each) => each.rule === rule)) return []
    return [{ what: `it allows “${rule}”, and does not need to.`, fix: 'Remove it from “allows”.', near }]
  }),
]
