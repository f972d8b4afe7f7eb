import type { Playbook } from '../../playbooks/model/index.ts'
import { checkedHash } from '../../runner/core/hash.ts'
import type { PlannedStep } from '../../runner/core/plan.ts'
import { RunnerError } from '../../runner/errors.ts'
import { type Attempt, attempt } from './attempt.ts'
import { takesAway } from './checkpoint.ts'
import type { Baseline } from './baseline.ts'
import type { Mutant, MutantsOfStep } from './mutants.ts'
import { onlyLooks } from './only-looks.ts'
import { tryUndos } from './mutate-undo.ts'
import type { MutantReport, StepReport, Tried } from './report.ts'
import { type Fixture, reasonToSkip } from './fixture.ts'
import { type AcceptedSurvivor, acceptedSurvivors } from './survivors.ts'
import { type RestorePoint, restorePointOf } from './environment.ts'

export interface MutateStepOptions {
  readonly playbook: Playbook
  readonly baseline: Baseline
  /** The mutants to try in place of a step's own action. */
  readonly wrongs: (step: PlannedStep) => MutantsOfStep
  /** The mutants to try in place of its undo; absent: its undo is not tried. */
  readonly wrongUndos?: (step: PlannedStep) => MutantsOfStep
  readonly signal: AbortSignal
  readonly onProgress: (text: string) => void
}

/** A verdict, and whether nothing but looking had been done on that target since the steps before. */
interface Trial {
  readonly mutant: Mutant
  readonly result: Attempt
  readonly isFirst: boolean
}

/** Tries the wrong commands of one step, then does the right one, so that the next step can be mutated. */
export const mutateStep = async (options: MutateStepOptions, step: PlannedStep, index: number): Promise<StepReport> => {
  const { playbook, baseline } = options
  const { mutants, leftOut, notTried } = options.wrongs(step)
  const hash = await hashOf(playbook, step.id)
  const skipped = reasonToSkip(step)
  if (skipped !== undefined) return { step: step.id, hash, mutants: [], leftOut, notTried: 0, skipped }
  const trials = await tryAll(options, step, index, mutants)
  const { milliseconds, wasSpoiled } = await baseline.advance(index)
  const sure = wasSpoiled ? await tryAgain(options, step, index, trials) : trials
  const reports = sure.map(({ mutant, result }) =>
    doubtCutShort(reportOf(playbook.id, step, mutant, result), milliseconds),
  )
  const undo = await mutateUndo(options, step, index)
  return { step: step.id, hash, mutants: reports, leftOut, notTried, ...(undo === undefined ? {} : { undo }) }
}

/** undefined when its undo is not tried, or is no command. */
const mutateUndo = async (
  { wrongUndos, ...options }: MutateStepOptions,
  step: PlannedStep,
  index: number,
): Promise<Tried | undefined> => {
  if (wrongUndos === undefined) return undefined
  const { mutants, leftOut, notTried } = wrongUndos(step)
  if (mutants.length === 0) return undefined
  const tried = await tryUndos({ ...options, wrongUndos }, step, index)
  const reports = tried.map(({ mutant, result }) => reportOf(options.playbook.id, step, mutant, result, 'undo'))
  return { mutants: reports, leftOut, notTried }
}

/** One after the other; between two of them, what the first did is undone. */
const tryAll = async (
  { baseline, signal, onProgress }: MutateStepOptions,
  step: PlannedStep,
  index: number,
  mutants: readonly Mutant[],
): Promise<readonly Trial[]> => {
  const trials: Trial[] = []
  let environment: RestorePoint | undefined
  let isFirst = true
  let wasAbandoned = false
  for (const mutant of mutants) {
    environment ??= await lookAt(await baseline.at(index), step, mutants, signal, wasAbandoned)
    onProgress(`${step.id}: ${mutant.name}`)
    const { result, hasBroken } = await twice(baseline, step, index, mutant, signal)
    trials.push({ mutant, result, isFirst: isFirst || hasBroken })
    if (!hasBroken) {
      if (onlyLooks(mutant)) continue
      isFirst = false
      if (await environment.restore(step, mutant)) continue
      onProgress(`${step.id}: a fresh target, for ${environment.remains()} could not be undone`)
    }
    environment = undefined
    isFirst = true
    wasAbandoned = true
    await baseline.abandon()
  }
  await environment?.leave()
  return trials
}

/** To keep the machine takes seconds, and a fresh target minutes: it is done where one has been or may be needed. */
const lookAt = async (
  fixture: Fixture,
  step: PlannedStep,
  mutants: readonly Mutant[],
  signal: AbortSignal,
  wasAbandoned: boolean,
): Promise<RestorePoint> =>
  restorePointOf(fixture, {
    signal,
    keepsMachine: !mutants.every(onlyLooks) && (wasAbandoned || (await takesAway(fixture, step))),
  })

/**
 * A target that breaks has judged nothing: the command is tried once more, on a fresh one. Only what breaks two of them
 * is caught by that.
 */
const twice = async (
  baseline: Baseline,
  step: PlannedStep,
  index: number,
  mutant: Mutant,
  signal: AbortSignal,
): Promise<{ readonly result: Attempt; readonly hasBroken: boolean }> => {
  const once = async (): Promise<Attempt | RunnerError> => {
    try {
      return await attempt((await baseline.at(index)).running, step, mutant)
    } catch (error) {
      signal.throwIfAborted()
      if (error instanceof RunnerError) return error
      throw error
    }
  }
  const first = await once()
  signal.throwIfAborted()
  if (!(first instanceof RunnerError)) return { result: first, hasBroken: false }
  await baseline.abandon()
  const second = await once()
  signal.throwIfAborted()
  return { result: second instanceof RunnerError ? { outcome: 'caught', by: second.message } : second, hasBroken: true }
}

/**
 * On a target that an earlier wrong command had spoiled, anything may have been “caught”: each such one gets a fresh
 * target of its own.
 */
const tryAgain = async (
  options: MutateStepOptions,
  step: PlannedStep,
  index: number,
  trials: readonly Trial[],
): Promise<readonly Trial[]> => {
  const sure: Trial[] = []
  for (const trial of trials) {
    if (trial.isFirst || trial.result.outcome === 'survived') sure.push(trial)
    else {
      options.onProgress(`${step.id}: once more, on a fresh target`)
      await options.baseline.abandon()
      sure.push(...(await tryAll(options, step, index, [trial.mutant])))
    }
  }
  await options.baseline.abandon()
  await options.baseline.at(index + 1)
  return sure
}

/** A wrong command that was cut short at a time when the right one may still run was not caught by that. */
const doubtCutShort = (report: MutantReport, rightMs: number): MutantReport => {
  if (report.cutShortAfterMs === undefined || rightMs < report.cutShortAfterMs / 2) return report
  return {
    name: report.name,
    outcome: 'survived',
    explained: `It was cut short after ${report.cutShortAfterMs / 1000} s, and the right command took ${Math.round(rightMs / 1000)} s.`,
  }
}

const hashOf = async ({ steps }: Playbook, id: string): Promise<string> => {
  const found = steps.find((step) => step.id === id)
  return found === undefined ? '' : checkedHash(found)
}

const reportOf = (
  guide: string,
  step: PlannedStep,
  { name }: Mutant,
  result: Attempt,
  of: AcceptedSurvivor['of'] = 'action',
): MutantReport => {
  if (result.outcome === 'caught')
    return {
      name,
      outcome: 'caught',
      by: result.by,
      ...(result.cutShortAfterMs === undefined ? {} : { cutShortAfterMs: result.cutShortAfterMs }),
    }
  const accepted = acceptedSurvivors.find(
    (known) => known.guide === guide && known.step === step.id && known.of === of && known.mutant === name,
  )
  return { name, outcome: 'survived', ...(accepted === undefined ? {} : { explained: accepted.why }) }
}
