import { checkContext } from '../../runner/core/checks.ts'
import { settle } from '../../runner/core/look.ts'
import { clauseOf, RunnerError } from '../../runner/errors.ts'
import type { PlannedStep } from '../../runner/core/plan.ts'
import { renderAction } from '../../runner/core/render.ts'
import { type Running, spellingFor } from '../../runner/core/running.ts'
import type { Session } from '../../runner/contract/session.ts'
import { runStep } from '../../runner/core/step.ts'
import { performAndLook } from '../../runner/core/undo.ts'
import { changesOf, rendered } from '../../runner/core/undone.ts'
import type { Attempt } from './attempt.ts'
import type { Baseline } from './baseline.ts'
import { type RestorePoint, restorePointOf } from './environment.ts'
import type { Fixture } from './fixture.ts'
import type { Mutant, MutantsOfStep } from './mutants.ts'
import { onlyLooks } from './only-looks.ts'

export interface MutateUndoOptions {
  readonly baseline: Baseline
  readonly wrongUndos: (step: PlannedStep) => MutantsOfStep
  readonly signal: AbortSignal
  readonly onProgress: (text: string) => void
}

export interface TriedUndo {
  readonly mutant: Mutant
  readonly result: Attempt
}

let attempts = 0

/**
 * Tries wrong undos of a step that was just done, and the right one first: that must be clean. Afterwards the step is
 * done again. Throws RunnerError('failed') when the right undo does not undo the step.
 */
export const tryUndos = async (
  options: MutateUndoOptions,
  step: PlannedStep,
  index: number,
): Promise<readonly TriedUndo[]> => {
  const { mutants } = options.wrongUndos(step)
  if (mutants.length === 0) return []
  await undoRight(options, step, index)
  await doAgain(options, step, index)
  const tried: TriedUndo[] = []
  for (const mutant of mutants) tried.push({ mutant, result: await tryUndo(options, step, index, mutant) })
  return tried
}

const undoRight = async (
  { baseline, onProgress }: MutateUndoOptions,
  step: PlannedStep,
  index: number,
): Promise<void> => {
  onProgress(`${step.id}: the right undo`)
  const { clean, saw } = await perform(await baseline.at(index + 1), step, step.undo)
  if (clean) return
  throw new RunnerError('failed', `The right undo of the step “${step.id}” does not undo it: ${saw.en}.`, {
    hint: 'Correct it in the playbook.',
  })
}

const perform = async (
  { running }: Fixture,
  step: PlannedStep,
  action: PlannedStep['undo'],
): ReturnType<typeof performAndLook> => {
  if (action === 'nothing' || action.kind === 'by-hand') throw new TypeError('only commands are mutated')
  const actual = renderAction(action, await spellingFor(running, action))
  return performAndLook(withOwnFolders(running), step, actual)
}

/** The same session, whose commands each have a folder of their own although a step is done more than once. */
const withOwnFolders = (running: Running): Running => {
  attempts += 1
  const { session } = running
  const exec: Session['exec'] = (action, options) =>
    session.exec(action, { ...options, id: `${options.id}-${attempts}` })
  return { ...running, session: { ...session, exec } }
}

/** Does the step once more after it was undone; where that fails, on a fresh target. */
const doAgain = async ({ baseline, signal }: MutateUndoOptions, step: PlannedStep, index: number): Promise<void> => {
  const { running } = await baseline.at(index + 1)
  const { status } = await runStep(withOwnFolders(running), step)
  signal.throwIfAborted()
  if (status === 'passed') return
  await baseline.abandon()
  await baseline.at(index + 1)
}

const tryUndo = async (
  options: MutateUndoOptions,
  step: PlannedStep,
  index: number,
  mutant: Mutant,
): Promise<Attempt> => {
  const { baseline, signal, onProgress } = options
  onProgress(`${step.id}: the undo ${mutant.name}`)
  const fixture = await baseline.at(index + 1)
  const before = await restorePointOf(fixture, { signal, keepsMachine: false })
  const result = await judge(fixture, step, mutant)
  signal.throwIfAborted()
  if (!onlyLooks(mutant)) await redo(options, { step, index, before, isUndone: result.outcome === 'survived' })
  return result
}

const judge = async (fixture: Fixture, step: PlannedStep, { action }: Mutant): Promise<Attempt> => {
  try {
    const { clean, saw } = await perform(fixture, step, action)
    return clean ? { outcome: 'survived' } : { outcome: 'caught', by: saw.en }
  } catch (error) {
    // A target that breaks under an undo reports it as a leftover, so it is caught.
    if (error instanceof RunnerError) return { outcome: 'caught', by: clauseOf(error).en }
    throw error
  }
}

interface Redo {
  readonly step: PlannedStep
  readonly index: number
  readonly before: RestorePoint
  /** The wrong undo has undone the step all the same. */
  readonly isUndone: boolean
}

/** The state after the step again: by what was seen to have changed, else by undoing and doing it, else afresh. */
const redo = async (options: MutateUndoOptions, { step, index, before, isUndone }: Redo): Promise<void> => {
  if (!isUndone && (await before.restoreSeen()) && (await isDone(options, step, index))) return
  const { clean } = await perform(await options.baseline.at(index + 1), step, step.undo).catch(() => ({ clean: false }))
  options.signal.throwIfAborted()
  if (clean || isUndone) return doAgain(options, step, index)
  await options.baseline.abandon()
  await options.baseline.at(index + 1)
}

/** Whether all that the step changes is so: what restoring does not look at may be missing. */
const isDone = async ({ baseline }: MutateUndoOptions, step: PlannedStep, index: number): Promise<boolean> => {
  const { running } = await baseline.at(index + 1)
  for (const check of await rendered(running, changesOf(step, running.judging)))
    if ((await settle(check, true, checkContext(running))).holds !== true) return false
  return true
}
