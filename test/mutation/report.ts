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
/** What was tried in place of one command, an action or an undo. */
export type Tried = NonNullable<StepReport['undo']>
export type MutantReport = Tried['mutants'][number]

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

/** The figures of the undos; undefined when none were tried. */
export const undoFiguresOf = (steps: readonly StepReport[]): Figures | undefined => {
  const undos = steps.flatMap(({ undo }) => (undo === undefined ? [] : [undo]))
  return undos.length === 0 ? undefined : figuresOf(undos)
}

/** Both figures, as a report has them. */
export const bothFigures = (steps: readonly StepReport[]): Figures & Pick<MutationReport, 'undos'> => {
  const undos = undoFiguresOf(steps)
  return { ...figuresOf(steps), ...(undos === undefined ? {} : { undos }) }
}

/** Whether the checks of a guide distinguish enough of what was tried. */
export const isGoodEnough = ({
  caught,
  survived,
  share,
  undos,
}: Pick<MutationReport, keyof Figures | 'undos'>): boolean =>
  (caught + survived === 0 || share >= goodEnough) && (undos === undefined || undos.share >= goodEnough)

/** Two reports of the very same step: the newer one, and of the older what that did not try. */
const combined = (newer: StepReport, older: StepReport): StepReport => {
  const actions = newer.mutants.length > 0 || newer.skipped !== undefined ? newer : older
  const undo = newer.undo ?? older.undo
  return { ...actions, ...(undo === undefined ? {} : { undo }) }
}

/** What is known of a guide: the new report, and, for steps that it did not try, an older one of the very same step. */
export const merge = (
  report: MutationReport,
  older: MutationReport | undefined,
  hashes: ReadonlyMap<string, string>,
): MutationReport => {
  const steps = [...hashes].flatMap(([id, hash]) => {
    const [newest, ...rest] = [...report.steps, ...(older?.steps ?? [])].filter(
      ({ step, hash: tried }) => step === id && tried === hash,
    )
    return newest === undefined ? [] : [rest.reduce(combined, newest)]
  })
  return {
    ...report,
    steps,
    ...bothFigures(steps),
    untried: [...hashes.keys()].filter((id) => !steps.some(({ step }) => step === id)),
  }
}

const percent = (share: number): string => `${(Math.floor(share * 1000) / 10).toFixed(1)} %`

/** The line of a step once all of its mutants were tried. */
export const stepText = ({ step, mutants, skipped, undo }: StepReport): string => {
  if (skipped !== undefined) return `- ${step}: ${skipped}`
  return [
    ...(mutants.length === 0 && undo !== undefined ? [] : [triedText(step, mutants)]),
    ...(undo === undefined ? [] : [triedText(`${step}, its undo`, undo.mutants)]),
  ].join('\n')
}

const triedText = (name: string, mutants: readonly MutantReport[]): string => {
  const { caught } = figuresOf([{ mutants }])
  const survivors = mutants.filter(({ outcome }) => outcome === 'survived')
  return [
    `${survivors.length === 0 ? '✓' : '✗'} ${name}: ${caught} of ${mutants.length} caught`,
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
  undos,
}: MutationReport): string => {
  const tried = steps.flatMap((step) => (step.undo === undefined ? [step] : [step, step.undo]))
  const leftOut = tried.reduce((sum, each) => sum + each.leftOut.length, 0)
  const notTried = tried.reduce((sum, each) => sum + each.notTried, 0)
  return [
    `${guide}: ${caught} of ${caught + survived} wrong commands caught, ${percent(share)} (${percent(goodEnough)} are asked for), in ${Math.round(seconds)} s on ${freshTargets} fresh targets.`,
    ...(undos === undefined
      ? []
      : [`${undos.caught} of ${undos.caught + undos.survived} wrong undos caught, ${percent(undos.share)}.`]),
    ...(untried.length === 0 ? [] : [`Not tried: ${untried.join(', ')}`]),
    ...(trouble === undefined ? [] : [trouble.message, trouble.hint]),
    `${leftOut} mean the same and were left out; ${notTried} more can be tried with --all.`,
  ].join('\n')
}
