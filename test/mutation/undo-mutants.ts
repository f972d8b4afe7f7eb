import type { PlannedStep } from '../../runner/core/plan.ts'
import { type Kind, isForegroundThrowAway } from './left-out.ts'
import { commandsIn } from './line.ts'
import { type Mutant, type MutantsOfStep, mutantsOf } from './mutants.ts'
import { parse } from './parts.ts'
import { flat } from './text.ts'

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

const because =
  'A container that runs in the foreground with --rm is gone once its step is done; ' +
  'it is removed for a step that was interrupted.'

/** How an undo removes the container that the action runs in the foreground with `--rm`. */
const removalOf = (action: PlannedStep['action']): string | undefined => {
  if (action.kind !== 'command') return undefined
  const [command] = commandsIn(flat(action.line)).map(parse)
  if (command === undefined || !isForegroundThrowAway(command)) return undefined
  const name = command.parts.find((part) => part.role === 'flag' && part.name === '--name')
  return name?.role === 'flag' && name.value !== undefined ? `docker rm -f ${name.value.text}` : undefined
}

/** Whether nothing but that removal is wrong in the undo, so that it means the same after a step that is done. */
const missesNothing = (right: string, { action }: Mutant, removal: string | undefined): boolean => {
  if (removal === undefined || action.kind !== 'command') return false
  const rest = right.slice(removal.length)
  return right.startsWith(removal) && (rest === '' || rest.startsWith(';')) && flat(action.line).endsWith(rest)
}

/**
 * The wrong undos that can be made of a step's right one, the most significant first. A flag is not dropped: those of
 * an undo, such as `-f`, are for a step that was done by half.
 */
export const undoMutantsOf = (
  { action, undo }: Pick<PlannedStep, 'action' | 'undo'>,
  most = Infinity,
): MutantsOfStep => {
  if (undo === 'nothing' || undo.kind !== 'command') return { mutants: [], leftOut: [], notTried: 0 }
  const { mutants, leftOut } = mutantsOf({ action: undo })
  const removal = removalOf(action)
  const leaving = mutants.filter(({ kind }) => kinds.has(kind))
  const same = leaving.filter((mutant) => missesNothing(flat(undo.line), mutant, removal))
  const ours = leaving.filter((mutant) => !same.includes(mutant))
  return {
    mutants: ours.slice(0, most),
    leftOut: [...leftOut, ...same.map(({ name }) => ({ name, because }))],
    notTried: Math.max(0, ours.length - most),
  }
}
