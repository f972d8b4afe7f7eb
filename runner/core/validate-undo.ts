import type { Check, WorldCheck } from '../../playbooks/model/check.ts'
import type { Playbook, Step, Undo } from '../../playbooks/model/playbook.ts'
import type { Mistake } from './mistake.ts'
import { type PlannedStep, stepOnTarget } from './plan.ts'
import { variants } from './variants.ts'

/** Without an undo, a step that changes something says what undoes it; asked on each target. */
export const undoMistakes = (step: Step, { targets }: Playbook): readonly Mistake[] => [
  ...(variants<Undo>(step.undo).some(hasNoReason)
    ? [{ what: 'its undo is “nothing” for an empty reason.', ...fix }]
    : []),
  ...(targets.some((target) => isUnexplained(stepOnTarget(step, target)))
    ? [{ what: 'its checks say that it changes something, and its undo is “nothing”.', ...fix }]
    : []),
]

const fix = {
  fix: "Write its undo, or say what undoes it: nothing('…'); if it changes nothing, set “idempotent” to the reason.",
  near: 'undo:',
} as const

const hasNoReason = (undo: Undo): boolean =>
  typeof undo === 'object' && undo.kind === 'nothing' && undo.because.trim() === ''

const isUnexplained = ({ undo, noUndoBecause, undoes, idempotent, checks }: PlannedStep): boolean =>
  undo === 'nothing' &&
  noUndoBecause === undefined &&
  idempotent === undefined &&
  undoes.length === 0 &&
  checks.some((check) => isOfWorld(check) && check.mayHoldBefore === undefined)

const isOfWorld = (check: Check): check is WorldCheck => check.kind !== 'exit-code' && check.kind !== 'output'
