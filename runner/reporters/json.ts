import type { Report } from '../protocol/report.ts'
import type { Reporter } from './reporter.ts'

/** Prints each event as a line of JSON, and `{"report": …}` after the last event of a run. */
export const jsonReporter = (write: (line: string) => void): Reporter => ({
  begin: () => undefined,
  event: (event) => write(JSON.stringify(event)),
  end: (report) => write(JSON.stringify({ report })),
  close: () => undefined,
})

/** The content of a report file. */
export const reportFile = (reports: readonly Report[]): string => `${JSON.stringify({ reports }, undefined, 2)}\n`
