import type { Playbook } from '../../playbooks/model/playbook.ts'
import type { RunEvent } from '../protocol/events.ts'
import type { Report } from '../protocol/report.ts'

/** A run to report. */
export interface RunHeader {
  readonly run: string
  /** The folder of its journal. */
  readonly folder: string
  readonly playbook: Playbook
}

/** Reports runs, one after another, to people or programs. */
export interface Reporter {
  readonly begin: (run: RunHeader) => void
  /** Called for each event that is on disk; `report` includes it. */
  readonly event: (event: RunEvent, report: Report) => void
  readonly end: (report: Report) => void
  /** Called once, after the last run. */
  readonly close: (reports: readonly Report[]) => void
}
