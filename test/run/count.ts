import { z } from 'zod'

/** How many tests ended how. A check such as the type check counts as one. */
export interface Count {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

/** A test that ran, and how long it took. */
export interface TimedTest {
  readonly title: string
  /** From the root of the repository. */
  readonly file: string
  readonly seconds: number
}

/** What came of a program that runs tests. */
export interface Outcome {
  readonly count: Count
  readonly tests: readonly TimedTest[]
}

/** One check, without tests of its own. */
export const single = (holds: boolean): Outcome => ({
  count: { passed: holds ? 1 : 0, failed: holds ? 0 : 1, skipped: 0 },
  tests: [],
})

export const addUp = (counts: readonly Count[]): Count =>
  counts.reduce(
    (sum, count) => ({
      passed: sum.passed + count.passed,
      failed: sum.failed + count.failed,
      skipped: sum.skipped + count.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  )

/** The line that CI reads: `12 passed, 0 failed`, and `, 1 skipped` when there is one. */
export const closingLine = ({ passed, failed, skipped }: Count): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`

/** Nothing that ran is no success. */
export const exitCodeFor = ({ passed, failed }: Count): number => (failed === 0 && passed > 0 ? 0 : 1)

/** What of Vitest's JSON report is counted (its fields are Jest's). */
const vitestReport = z.object({
  testResults: z.array(
    z.object({
      name: z.string().default(''),
      status: z.enum(['passed', 'failed']),
      assertionResults: z.array(
        z.object({ status: z.string(), fullName: z.string().default(''), duration: z.number().nullish() }),
      ),
    }),
  ),
})

type VitestFiles = z.infer<typeof vitestReport>['testResults']

const statusCount = (statuses: readonly string[], wanted: readonly string[]): number =>
  statuses.filter((status) => wanted.includes(status)).length

const loadFailures = (files: VitestFiles): number =>
  files.filter((file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'))
    .length

const timedIn = (files: VitestFiles, root: string): readonly TimedTest[] =>
  files.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'passed' || status === 'failed')
      .map(({ fullName, duration }) => ({
        title: fullName,
        file: name.startsWith(root) ? name.slice(root.length).replace(/^\//, '') : name,
        seconds: (duration ?? 0) / 1000,
      })),
  )

/**
 * Sums Vitest's report. A file that failed without a failed test (it could not be loaded, a hook threw) counts as one,
 * and so does an exit code that nothing in the report explains (an unhandled error, no report at all).
 */
export const readVitest = (report: string | undefined, exitCode: number, root = ''): Outcome => {
  const parsed = report === undefined ? undefined : vitestReport.safeParse(JSON.parse(report)).data
  const files = parsed?.testResults ?? []
  const statuses = files.flatMap((file) => file.assertionResults.map(({ status }) => status))
  const failed = statusCount(statuses, ['failed']) + loadFailures(files)
  const count = {
    passed: statusCount(statuses, ['passed']),
    failed: failed === 0 && (exitCode !== 0 || parsed === undefined) ? 1 : failed,
    skipped: statusCount(statuses, ['skipped', 'pending', 'todo', 'disabled']),
  }
  return { count, tests: timedIn(files, root) }
}
