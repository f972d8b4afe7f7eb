import type { Report, StepReport } from '../protocol/report.ts'

/** The evidence of one step. */
interface StepEvidence {
  readonly id: string
  readonly status: StepReport['status']
  readonly milliseconds: number
}

/** A report with its provenance, as JSON in `public/evidence/`. Generated, never edited by hand. */
export interface Evidence {
  readonly version: 1
  readonly playbook: string
  readonly target: string
  /** SHA-256 of the playbook, by which the page detects any change. */
  readonly contentHash: string
  readonly status: Report['status']
  readonly mode: Report['mode']
  /** When the run began, ISO 8601. */
  readonly at: string
  readonly milliseconds: number
  /** The commit that was checked out; `+changes` when files differed from it. */
  readonly commit: string
  /** Operating system and architecture of the computer that ran it. */
  readonly host: string
  readonly description: string
  readonly details: { readonly [name: string]: string }
  readonly steps: readonly StepEvidence[]
}

export interface Provenance {
  readonly commit: string
  readonly host: string
}

/** The evidence of a finished run; undefined when the target was never opened. */
export const evidenceOf = (report: Report, { commit, host }: Provenance): Evidence | undefined => {
  const { target, startedAt } = report
  if (target === undefined || startedAt === undefined || report.status === 'running' || report.status === 'waiting')
    return undefined
  return {
    version: 1,
    playbook: report.playbook,
    target: target.id,
    contentHash: report.contentHash,
    status: report.status,
    mode: report.mode,
    at: startedAt,
    milliseconds: report.milliseconds ?? 0,
    commit,
    host,
    description: target.description,
    details: target.details,
    steps: report.steps.map(({ id, status, milliseconds }) => ({ id, status, milliseconds: milliseconds ?? 0 })),
  }
}
