import type { Words } from '../../playbooks/model/text.ts'
import type { Mask } from '../protocol/mask.ts'
import type { Report, StepReport } from '../protocol/report.ts'
import type { Source } from './commit.ts'
import { type Evidence, type StandIn, evidenceFormat, evidenceShape, hubName } from './format.ts'
import type { GuideNow } from './guide-now.ts'
import { evidenceDigest } from './read-evidence.ts'

/** Where and of what evidence was made. */
export interface Provenance extends Source {
  /** The runner's version. */
  readonly runner: string
  readonly computer: Evidence['computer']
}

export interface EvidenceOptions {
  readonly report: Report
  /** ISO 8601 in UTC. */
  readonly finishedAt: string
  readonly guide: GuideNow
  readonly provenance: Provenance
  readonly mask: Mask
}

/** Evidence without the files that are kept beside it, and so without its digest. */
export type BareEvidence = Omit<Evidence, 'recording' | 'journal' | 'digest'>

/** The evidence of a verified guide; undefined when its target was never opened, or it has not ended. */
export const evidenceOf = (options: EvidenceOptions): BareEvidence | undefined => {
  const { report, finishedAt, guide, provenance, mask } = options
  const { target, startedAt, status, mode } = report
  if (target === undefined || startedAt === undefined || status === 'running' || status === 'waiting') return undefined
  if (mode !== 'verify' || report.steps.length === 0) return undefined
  const line = (text: string): string => mask.text(text).slice(0, longestLine) || '-'
  const words = ({ en, 'zh-cn': zhCn }: Words): Words => ({ en: line(en), 'zh-cn': line(zhCn) })
  return bareShape.parse({
    format: evidenceFormat,
    runner: provenance.runner,
    playbook: report.playbook,
    target: target.id,
    contentHash: report.contentHash,
    mode,
    rehearsal: target.rehearsal === undefined ? null : words(target.rehearsal),
    status,
    scope: { steps: report.steps.length, of: report.scope.of },
    startedAt,
    finishedAt,
    milliseconds: report.milliseconds ?? 0,
    ...{ commit: provenance.commit, dirty: [...provenance.dirty], computer: provenance.computer },
    description: line(target.description),
    details: Object.fromEntries(Object.entries(target.details).map(([name, value]) => [name, line(value)])),
    standIns: standInsOf(report),
    missing: report.missing.map(({ what, hint }) => ({ what: words(what), hint: words(hint) })),
    steps: report.steps.map((step) => stepEvidence(step, guide, words)),
  })
}

const bareShape = evidenceShape.omit({ recording: true, journal: true, digest: true })

/** The evidence with the files that belong to it. */
export const completed = (bare: BareEvidence, files: Pick<Evidence, 'recording' | 'journal'>): Evidence => {
  const whole = { ...bare, ...files }
  return { ...whole, digest: evidenceDigest(whole) }
}

/** Longer texts are cut. */
const longestLine = 1000

const stepEvidence = (
  { id, status, milliseconds, typedByHand, why }: StepReport,
  { steps }: GuideNow,
  words: (why: Words) => Words,
): object => ({
  id,
  hash: steps.find((step) => step.id === id)?.hash,
  status,
  milliseconds: milliseconds ?? 0,
  ...(typedByHand === undefined ? {} : { typedByHand }),
  ...(why === undefined ? {} : { why: words(why) }),
})

const standInsOf = ({ standIns }: Report): readonly StandIn[] =>
  standIns.map(({ image, digest }) => ({ image, for: hubName(image), ...(digest === undefined ? {} : { digest }) }))
