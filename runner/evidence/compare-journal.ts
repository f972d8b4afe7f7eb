import type { RunEvent } from '../protocol/events.ts'
import { fold } from '../protocol/fold.ts'
import { type Report, emptyReport } from '../protocol/report.ts'
import type { Disagreement } from './disagreement.ts'
import { type Evidence, journalFile } from './format.ts'

/** The journal that evidence names, as it was found. */
export type FoundJournal =
  | { readonly kind: 'read'; readonly events: readonly RunEvent[]; readonly digest: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'invalid'; readonly why: Disagreement }

/** Evidence says nothing that its journal does not say: the report is computed again from the events. */
export const compareJournal = (evidence: Evidence, journal: FoundJournal): readonly Disagreement[] => {
  const { file, digest } = evidence.journal
  if (file !== journalFile(evidence.playbook, evidence.target, digest))
    return [{ kind: 'journal-of-another-run', file }]
  if (journal.kind === 'missing') return [{ kind: 'journal-missing', file }]
  if (journal.kind === 'invalid') return [{ kind: 'journal-unreadable', file, why: journal.why }]
  if (journal.digest !== digest) return [{ kind: 'journal-changed', file }]
  const report = journal.events.reduce(fold, emptyReport)
  if (!isOfRun(report, journal.events.at(-1)?.at, evidence)) return [{ kind: 'journal-of-another-run', file }]
  return hasResults(report, evidence) ? [] : [{ kind: 'journal-steps', file }]
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

const isOfRun = (report: Report, endedAt: string | undefined, evidence: Evidence): boolean => {
  const { playbook, contentHash, mode, startedAt, milliseconds, target } = report
  return (
    same(
      [playbook, contentHash, mode, startedAt, endedAt, milliseconds, target?.id],
      [
        ...[evidence.playbook, evidence.contentHash, evidence.mode, evidence.startedAt, evidence.finishedAt],
        ...[evidence.milliseconds, evidence.target],
      ],
    ) && (target?.rehearsal === undefined) === (evidence.rehearsal === null)
  )
}

const hasResults = (report: Report, evidence: Evidence): boolean =>
  report.status === evidence.status &&
  same({ steps: report.steps.length, of: report.scope.of }, evidence.scope) &&
  same(report.steps.map(resultOf), evidence.steps.map(resultOf)) &&
  same(report.standIns.map(nameOf), evidence.standIns.map(nameOf))

const resultOf = (step: { readonly id: string; readonly status: string; readonly milliseconds?: number }): unknown => [
  ...[step.id, step.status, step.milliseconds ?? 0],
]

const nameOf = ({ image, digest }: { readonly image: string; readonly digest?: string | undefined }): unknown => [
  ...[image, digest ?? null],
]
