import type { Action } from '../../playbooks/model/action.ts'
import type { Checks, Nothing, PerTarget, Playbook, Step, TargetId, Undo } from '../../playbooks/model/playbook.ts'
import type { Inputs } from '../../playbooks/model/input.ts'
import type { Need } from '../../playbooks/model/need.ts'
import { milliseconds } from '../../playbooks/model/text.ts'
import { RunnerError } from '../errors.ts'
import type { Scope, Selection } from '../protocol/scope.ts'
import { usedInputs } from './inputs.ts'
import { nearest } from './nearest.ts'

/** A step for one target, with all `perTarget` values resolved. */
export interface PlannedStep extends Pick<Step, 'id' | 'title' | 'saves' | 'needs' | 'undoes'> {
  readonly action: Action
  readonly checks: Checks
  readonly undo: Action | 'nothing'
  /** Why nothing undoes it although it changes something. */
  readonly noUndoBecause: string | undefined
  readonly expectFailure: Step['expectFailure']
  readonly idempotent: string | undefined
  readonly deadlineMs: number
}

export interface Plan {
  readonly playbook: string
  readonly machine: Playbook['machine']
  readonly needs: readonly Need[]
  /** What its steps use of what the guide asks its reader for. */
  readonly inputs: Inputs
  readonly steps: readonly PlannedStep[]
  readonly scope: Scope
  /** How many steps at the start are executed only because the selected step builds on them. */
  readonly preparation: number
  /** The selected step when it is the only one: what is missing for it blocks the run. */
  readonly wanted: string | undefined
}

const isPerTarget = <Thing>(thing: Thing | PerTarget<Thing>): thing is PerTarget<Thing> =>
  typeof thing === 'object' && thing !== null && 'otherwise' in thing

/** The value for this target. */
export const onTarget = <Thing>(thing: Thing | PerTarget<Thing>, target: string): Thing => {
  if (!isPerTarget(thing)) return thing
  const own = Object.entries(thing.on).find(([id]) => id === target)
  // An entry of `on` that is undefined counts as absent.
  return own?.[1] ?? thing.otherwise
}

const isNothing = (undo: Undo): undo is Nothing => typeof undo === 'object' && undo.kind === 'nothing'

/** The step as it is on a target. */
export const stepOnTarget = (step: Step, target: string): PlannedStep => ({
  ...undoOnTarget(step, target),
  id: step.id,
  title: step.title,
  saves: step.saves,
  needs: step.needs,
  undoes: step.undoes,
  action: onTarget(step.action, target),
  checks: onTarget(step.checks, target),
  expectFailure: step.expectFailure,
  idempotent: step.idempotent,
  deadlineMs: milliseconds(step.deadline),
})

const undoOnTarget = (step: Step, target: string): Pick<PlannedStep, 'undo' | 'noUndoBecause'> => {
  const undo: Undo = onTarget(step.undo, target)
  return isNothing(undo) ? { undo: 'nothing', noUndoBecause: undo.because } : { undo, noUndoBecause: undefined }
}

/**
 * The steps to be executed, in order.
 *
 * A run begins with a fresh target, and a step builds on those before it. So `only` executes them as well, like `to`,
 * and judges them too: their checks are also how long the next step must wait. `preparation` says how many they are.
 * Throws RunnerError('usage') for a step or a target that the playbook does not have.
 */
export const plan = (playbook: Playbook, target: string, selection: Selection): Plan => {
  refuseOtherTarget(playbook, target)
  const steps = selected(playbook, selection).map((step) => stepOnTarget(step, target))
  return {
    playbook: playbook.id,
    machine: playbook.machine,
    needs: playbook.needs,
    inputs: usedInputs(playbook.inputs ?? {}, steps),
    steps,
    scope: { asked: selection, of: playbook.steps.length },
    preparation: selection.kind === 'only' ? Math.max(0, steps.length - 1) : 0,
    wanted: selection.kind === 'only' ? selection.step : undefined,
  }
}

const refuseOtherTarget = (playbook: Playbook, target: string): void => {
  const known: readonly TargetId[] = playbook.targets
  if (known.some((id) => id === target)) return
  throw new RunnerError('usage', `The guide “${playbook.id}” does not run on the target “${target}”.`, {
    hint: `Choose one of its targets: ${known.join(', ')}.`,
  })
}

const selected = (playbook: Playbook, selection: Selection): readonly Step[] => {
  if (selection.kind === 'all') return playbook.steps
  const last = playbook.steps.findIndex((step) => step.id === selection.step)
  if (last === -1) throw unknownStep(playbook, selection.step)
  return playbook.steps.slice(0, last + 1)
}

/** RunnerError('usage') that suggests the nearest step. */
export const unknownStep = (playbook: Playbook, id: string): RunnerError => {
  const known = playbook.steps.map((step) => step.id)
  const near = nearest(id, known)
  return new RunnerError('usage', `The guide “${playbook.id}” has no step “${id}”.`, {
    hint: near === undefined ? `Its steps are: ${known.join(', ')}.` : `Did you mean “${near}”?`,
  })
}
