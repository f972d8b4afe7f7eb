import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Disagreement } from './disagreement.ts'
import type { GuideNow } from './guide-now.ts'
import { readText } from './load.ts'
import { type KeptMutationReport, mutationShape } from './mutation-format.ts'
import { parseCanonical } from './read-json.ts'

export interface MutationArchive {
  /** The folder of the reports. */
  readonly mutation: string
  readonly guides: readonly GuideNow[]
  readonly hasDriver: (target: string) => boolean
  /** In milliseconds since 1970. */
  readonly now: number
}

export type JudgedMutation =
  | { readonly kind: 'valid'; readonly report: KeptMutationReport }
  | { readonly kind: 'invalid'; readonly why: Disagreement }

const mostBytes = 4 * 1024 * 1024

/** The report of a guide, `GUIDE.json`; undefined when there is none. */
export const loadMutation = async (archive: MutationArchive, guide: string): Promise<JudgedMutation | undefined> => {
  const found = await readText(join(archive.mutation, `${guide}.json`), mostBytes)
  if (found.kind === 'missing') return undefined
  if (found.kind === 'invalid') return found
  const reading = parseCanonical(found.text.replace(/\n$/, ''), mutationShape, 2)
  if (reading.kind === 'invalid') return reading
  if (reading.kind === 'other-format') return { kind: 'invalid', why: { kind: 'wrong-field', field: 'version' } }
  const why = faultOf(reading.value, guide, archive)
  return why === undefined ? { kind: 'valid', report: reading.value } : { kind: 'invalid', why }
}

/** The guides that have a report, also unknown ones. */
export const mutationGuides = async ({ mutation }: MutationArchive): Promise<readonly string[]> =>
  (await readdir(mutation).catch(() => []))
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort()

const clockSkewMs = 10 * 60_000

const faultOf = (
  report: KeptMutationReport,
  guide: string,
  { guides, hasDriver, now }: MutationArchive,
): Disagreement | undefined => {
  if (report.guide !== guide) return { kind: 'other-name', expected: `${report.guide}.json` }
  if (!guides.some(({ id }) => id === guide)) return { kind: 'unknown-guide', playbook: guide }
  if (!hasDriver(report.target.id)) return { kind: 'no-driver', target: report.target.id }
  if (Date.parse(report.date) > now + clockSkewMs) return { kind: 'in-the-future', at: report.date }
  return hasRightFigures(report) ? undefined : { kind: 'figures' }
}

type Tried = Pick<KeptMutationReport['steps'][number], 'mutants'>
type Figures = NonNullable<KeptMutationReport['undos']>

const hasRightFigures = ({ caught, survived, share, undos, steps }: KeptMutationReport): boolean => {
  const undone = steps.flatMap(({ undo }) => (undo === undefined ? [] : [undo]))
  return (
    new Set(steps.map(({ step }) => step)).size === steps.length &&
    areFigures({ caught, survived, share }, steps) &&
    (undos === undefined ? undone.length === 0 : areFigures(undos, undone))
  )
}

const areFigures = ({ caught, survived, share }: Figures, tried: readonly Tried[]): boolean => {
  const outcomes = tried.flatMap(({ mutants }) => mutants.map(({ outcome }) => outcome))
  const right = outcomes.filter((outcome) => outcome === 'caught').length
  return (
    caught === right &&
    survived === outcomes.length - right &&
    share === (outcomes.length === 0 ? 0 : right / outcomes.length)
  )
}
