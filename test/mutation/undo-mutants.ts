import type { PlannedStep } from '../../runner/core/plan.ts'
import type { Kind } from './left-out.ts'
import { type MutantsOfStep, mutantsOf } from './mutants.ts'

/** The mistakes that leave something of the step: nothing is done, a part of it, or the same to something else. */
const kinds: ReadonlySet<Kind> = new Set([
  'nothing',
  'other-image',
  'other-tag',
  'rename',
  'other-address',
  'other-number',
  'neighbour',
  'drop-argument',
])

/**
 * The wrong undos that can be made of a step's right one, the most significant first. A flag is not dropped: those of
 * an undo, such as `-f`, are for a step that was done by half.
 */
export const undoMutantsOf = ({ undo }: Pick<PlannedStep, 'undo'>, most = Infinity): MutantsOfStep => {
  if (undo === 'nothing' || undo.kind !== 'command') return { mutants: [], leftOut: [], notTried: 0 }
  const { mutants, leftOut } = mutantsOf({ action: undo })
  const ours = mutants.filter(({ kind }) => kinds.has(kind))
  return { mutants: ours.slice(0, most), leftOut, notTried: Math.max(0, ours.length - most) }
}
