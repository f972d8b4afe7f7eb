import { availableParallelism } from 'node:os'
import { addUp, closingLine, single, type Outcome } from './count.ts'
import type { TestJob } from './parts.ts'
import { schedule } from './schedule.ts'
import type { Done } from './table.ts'
import type { JobContext } from './vitest.ts'

/** At least two, for a VM waits as well; at most four, for each has 2 GB of memory. */
const slots = Math.min(4, Math.max(2, availableParallelism()))
const stillRunningEveryMs = 60_000

const took = (from: number, to: number): string => `${(to - from).toFixed(1)} s`

/** What a job printed is shown when something in it is wrong; of the others a line is enough. */
const show = ({ job, outcome, from, to }: Done, output: string): void => {
  const isGood = outcome.count.failed === 0
  if (!isGood && output !== '') console.log(`\n── ${job.name} ──\n${output.trimEnd()}\n──`)
  console.log(`${isGood ? '✓' : '✗'} ${job.name}: ${closingLine(outcome.count)} in ${took(from, to)}`)
}

/** Prints periodically what is still running. */
const watch = (running: ReadonlySet<string>): (() => void) => {
  const timer = setInterval(() => {
    if (running.size > 0) console.log(`… running: ${[...running].join(', ')}`)
  }, stillRunningEveryMs)
  return () => clearInterval(timer)
}

/** Runs jobs side by side. Each says how it ended when it is over; one that is alone says everything as it comes. */
export const runJobs = async (jobs: readonly TestJob[], environment: JobContext): Promise<readonly Done[]> => {
  const since = performance.now()
  const now = (): number => (performance.now() - since) / 1000
  const done: Done[] = []
  const running = new Set<string>()
  const finish = (job: TestJob, outcome: Outcome, from: number, output = ''): void => {
    const each = { job, outcome, from, to: now() }
    done.push(each)
    show(each, output)
  }
  const run = async (job: TestJob): Promise<boolean> => {
    const from = now()
    let output = ''
    running.add(job.name)
    try {
      const keep = jobs.length === 1 ? {} : { onOutput: (text: string) => (output += text) }
      const outcome = await job.run({ ...environment, ...keep })
      finish(job, outcome, from, output)
      return outcome.count.failed === 0
    } finally {
      running.delete(job.name)
    }
  }
  const giveUp = (job: TestJob): void => finish(job, single(false), now(), `It needs ${job.after.join(' and ')}.\n`)
  const unwatch = watch(running)
  try {
    await schedule(jobs, { slots, run, giveUp })
  } finally {
    unwatch()
  }
  return done
}

/** Of everything that ran. */
export const totalOf = (done: readonly Done[]): ReturnType<typeof addUp> =>
  addUp(done.map(({ outcome }) => outcome.count))
