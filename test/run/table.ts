import type { TestJob } from './parts.ts'
import type { Outcome, TimedTest } from './count.ts'

/** A job that is over. */
export interface Done {
  readonly job: Pick<TestJob, 'name' | 'part'>
  readonly outcome: Outcome
  /** Seconds since the whole run began. */
  readonly from: number
  readonly to: number
}

const slowestShown = 10

const slowest = (done: readonly Done[]): readonly TimedTest[] =>
  done
    .flatMap(({ outcome }) => outcome.tests)
    .toSorted((one, other) => other.seconds - one.seconds)
    .slice(0, slowestShown)

const seconds = (value: number): string => `${value.toFixed(1)} s`.padStart(9)

const partRow = (part: string, done: readonly Done[]): string => {
  const own = done.filter(({ job }) => job.part === part)
  const took = Math.max(...own.map(({ to }) => to)) - Math.min(...own.map(({ from }) => from))
  const work = own.reduce((sum, { from, to }) => sum + to - from, 0)
  return `${seconds(took)}  ${seconds(work)}  ${part}`
}

const shortened = (text: string): string => (text.length <= 70 ? text : `${text.slice(0, 69)}…`)

/** Where the time went: the slowest tests, and each part. */
export const timesTable = (done: readonly Done[]): string => {
  const tests = slowest(done)
  const parts = [...new Set(done.map(({ job }) => job.part))]
  return [
    ...(tests.length === 0 ? [] : ['The slowest tests:']),
    ...tests.map(({ title, file, seconds: took }) => `${seconds(took)}  ${shortened(title)} (${file})`),
    ...(tests.length === 0 ? [] : ['']),
    'Each part, from its start to its end, and the work in it:',
    ...parts.map((part) => partRow(part, done)),
  ].join('\n')
}
