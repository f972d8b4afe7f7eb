import { RunnerError } from '../errors.ts'
import type { EventBody, RunEvent } from '../protocol/events.ts'
import { fold } from '../protocol/fold.ts'
import { type Report, emptyReport } from '../protocol/report.ts'
import { makeJournal } from './journal.ts'
import { wakeWatchers } from './wake.ts'

export interface RunRecord {
  /** Never throws. */
  readonly emit: (body: EventBody) => void
  readonly report: () => Report
  readonly close: () => void
}

/**
 * The journal of a run and its report. An event that cannot be written is not shown either; the first such
 * error is reported, so that the run ends. Only `run-finished` is shown in any case.
 */
export const openRecord = (folder: string, onTrouble: (trouble: RunnerError) => void): RunRecord => {
  const journal = makeJournal(folder)
  let report = emptyReport
  const show = (event: RunEvent): void => {
    report = fold(report, event)
    wakeWatchers(folder)
  }
  const emit = (body: EventBody): void => {
    try {
      show(journal.append(body))
    } catch (error) {
      if (!(error instanceof RunnerError)) throw error
      onTrouble(error)
      if (body.type === 'run-finished') show({ seq: report.seq + 1, at: new Date().toISOString(), ...body })
    }
  }
  return { emit, report: () => report, close: journal.close }
}
