import { z } from 'zod'

/** How many tests ended how. A check such as the type check counts as one. */
export interface Count {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

export const addUp = (counts: readonly Count[]): Count =>
  counts.reduce((sum, count) => ({ passed: sum.passed + count.passed, failed: sum.failed + count.failed, skipped: sum.skipped + count.skipped }), {
    passed: 0,
    failed: 0,
    skipped: 0,
  })

/** The line that CI reads: `12 passed, 0 failed`, and `, 1 skipped` when there is one. */
export const closingLine = ({ passed, failed, skipped }: Count): string => `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`

/** Nothing that ran is no success. */
export const exitCodeFor = ({ passed, failed }: Count): number => (failed === 0 && passed > 0 ? 0 : 1)

/** What of Vitest's JSON report is counted (its fields are Jest's). */
const vitestReport = z.object({
  testResults: z.array(
    z.object({
      status: z.enum(['passed', 'failed']),
      assertionResults: z.array(z.object({ status: z.string() })),
    }),
  ),
})

const statusCount = (statuses: readonly string[], wanted: readonly string[]): number => statuses.filter((status) => wanted.includes(status)).length

/**
 * Sums Vitest's report. A file that failed without a failed test (it could not be loaded, a hook threw) counts as one,
 * and so does an exit code that nothing in the report explains (an unhandled error, no report at all).
 */
export const countVitest = (report: string | undefined, exitCode: number): Count => {
  const parsed = report === undefined ? undefined : vitestReport.safeParse(JSON.parse(report)).data
  const files = parsed?.testResults ?? []
  const statuses = files.flatMap((file) => file.assertionResults.map(({ status }) => status))
  const loadFailures = files.filter((file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed')).length
  const failed = statusCount(statuses, ['failed']) + loadFailures
  return {
    passed: statusCount(statuses, ['passed']),
    failed: failed === 0 && (exitCode !== 0 || parsed === undefined) ? 1 : failed,
    skipped: statusCount(statuses, ['skipped', 'pending', 'todo', 'disabled']),
  }
}
