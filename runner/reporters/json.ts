import { printableJson } from '../protocol/printable-json.ts'
import type { Report } from '../protocol/report.ts'
import type { Reporter } from './reporter.ts'

/** Prints each event as a line of JSON, and `{"report": …}` after the last event of a run. */
export const jsonReporter = (write: (line: string) => void): Reporter => ({
  begin: () => undefined,
  event: (event) => write(printableJson(event)),
  end: (report) => write(printableJson({ report })),
  close: () => undefined,
})

/** The content of a report file. */
export const reportFile = (reports: readonly Report[]): string => `${printableJson({ reports }, 2)}\n`
