import type { Problem } from './events.ts'
import { fold } from './fold.ts'
import type { Report } from './report.ts'
import { joined } from './sentences.ts'

/**
 * The report of a run whose journal cannot be read to its end, and why: `broken`, whatever was read until then. How
 * long it took is not known.
 */
export const damagedReport = (report: Report, { what, hint }: Problem): Report =>
  withoutTime(
    fold(report, {
      type: 'run-finished',
      seq: report.seq + 1,
      at: '',
      status: 'broken',
      why: joined([what, hint]),
      leftovers: report.leftovers,
      milliseconds: 0,
    }),
  )

const withoutTime = (report: Report): Report => {
  const { milliseconds, ...rest } = report
  return milliseconds === undefined ? report : rest
}
