import type { KeptMutationReport } from '../../runner/evidence/mutation-format.ts'
import type { ErrorCode } from '../../runner/errors.ts'
import type { TargetFacts } from '../../runner/protocol/events.ts'

type Kept = Readonly<KeptMutationReport>

/** The report of a guide, in the form in which it is kept. */
export interface MutationReport extends Omit<Kept, 'target' | 'trouble'> {
  readonly target: TargetFacts
  readonly trouble?: { readonly code: ErrorCode; readonly message: string; readonly hint: string }
}
export type StepReport = Kept['steps'][number]
export type MutantReport = StepReport['mutants'][number]

/** From this share on, the checks are good enough. */
export const goodEnough = 0.95

export interface Figures {
  readonly caught: number
  readonly survived: number
  readonly share: number
}

export const figuresOf = (steps: readonly Pick<StepReport, 'mutants'>[]): Figures => {
  const all = steps.flatMap(({ mutants }) => mutants)
  const caught = all.filter(({ outcome }) => outcome === 'caught').length
  return { caught, survived: all.length - caught, share: all.length === 0 ? 0 : caught / all.length }
}

/** What is known of a guide: the new report, and, for steps that it did not try, an older one of the very same step. */
export const merge = (
  report: MutationReport,
  older: MutationReport | undefined,
  hashes: ReadonlyMap<string, string>,
): MutationReport => {
  const steps = [...hashes].flatMap(([id, hash]) => {
    const known = [...report.steps, ...(older?.steps ?? [])].find(
      ({ step, hash: tried }) => step === id && tried === hash,
    )
    return known === undefined ? [] : [known]
  })
  return {
    ...report,
    steps,
    ...figuresOf(steps),
    untried: [...hashes.keys()].filter((id) => !steps.some(({ step }) => step === id)),
  }
}

const percent = (share: number): string => `${(Math.floor(share * 1000) / 10).toFixed(1)} %`

/** The line of a step once all of its mutants were tried. */
export const stepText = ({ step, mutants, skipped }: StepReport): string => {
  if (skipped !== undefined) return `- ${step}: ${skipped}`
  const { caught } = figuresOf([{ mutants }])
  const survivors = mutants.filter(({ outcome }) => outcome === 'survived')
  return [
    `${survivors.length === 0 ? '✓' : '✗'} ${step}: ${caught} of ${mutants.length} caught`,
    ...survivors.map(survivorText),
  ].join('\n')
}

const survivorText = ({ name, explained }: MutantReport): string =>
  `    survived  ${name}\n              ${explained ?? 'Not explained: give the step a check for this.'}`

/** The end of the report. */
export const closingText = ({
  guide,
  caught,
  survived,
  share,
  seconds,
  freshTargets,
  steps,
  untried,
  trouble,
}: MutationReport): string => {
  const leftOut = steps.reduce((sum, step) => sum + step.leftOut.length, 0)
  const notTried = steps.reduce((sum, step) => sum + step.notTried, 0)
  return [
    `${guide}: ${caught} of ${caught + survived} wrong commands caught, ${percent(share)} (${percent(goodEnough)} are asked for), in ${Math.round(seconds)} s on ${freshTargets} fresh targets.`,
    ...(untried.length === 0 ? [] : [`Not tried: ${untried.join(', ')}`]),
    ...(trouble === undefined ? [] : [trouble.message, trouble.hint]),
    `${leftOut} mean the same and were left out; ${notTried} more can be tried with --all.`,
  ].join('\n')
}
