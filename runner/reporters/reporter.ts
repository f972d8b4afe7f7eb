import type { Playbook } from '../../playbooks/model/playbook.ts'
import type { RunEvent } from '../protocol/events.ts'
import type { Report } from '../protocol/report.ts'

/** A run that a reporter is told about. */
export interface RunHeader {
  readonly run: string
  /** Where its journal is. */
  readonly folder: string
  readonly playbook: Playbook
}

/** Tells people or programs about runs, one after the other. */
export interface Reporter {
  readonly begin: (run: RunHeader) => void
  /** Called for each event, once it is on disk; `report` has it folded in. */
  readonly event: (event: RunEvent, report: Report) => void
  readonly end: (report: Report) => void
  /** Called once, after the last run. */
  readonly close: (reports: readonly Report[]) => void
}
