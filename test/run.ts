import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { stateDir } from '../runner/paths.ts'
import { readArguments, related } from './run/arguments.ts'
import { closingLine, exitCodeFor } from './run/count.ts'
import { jobsOf, parts, type TestJob } from './run/parts.ts'
import { Stopped } from './run/program.ts'
import { relatedJobs } from './run/related.ts'
import { runJobs, totalOf } from './run/run-jobs.ts'
import { timesTable } from './run/table.ts'

/** The test command: every usual part, or only those that are named. The last line is the count. */
const root = fileURLToPath(new URL('..', import.meta.url))

const jobsFor = async (names: readonly string[]): Promise<readonly TestJob[]> => {
  const wanted = parts.filter(({ name, usual }) => (names.length === 0 ? usual : names.includes(name)))
  const jobs = [...jobsOf(wanted, root), ...(names.includes(related) ? await relatedJobs(root) : [])]
  return [...new Map(jobs.map((job) => [job.name, job])).values()]
}

const main = async (args: readonly string[]): Promise<number> => {
  const asked = readArguments(args)
  if ('wrong' in asked) {
    console.error(asked.wrong)
    return 64
  }
  const { names, ...results } = asked
  const since = performance.now()
  const done = await runJobs(await jobsFor(names), {
    root,
    log: join(stateDir(), 'setup.log'),
    env: process.env,
    ...results,
  })
  const total = totalOf(done)
  const took = ((performance.now() - since) / 1000).toFixed(1)
  console.log(`\n${timesTable(done)}\n\nAll of it took ${took} s.\n${closingLine(total)}`)
  return exitCodeFor(total)
}

/** Runs the given parts. Returns the exit code. */
export const runTests = async (args: readonly string[]): Promise<number> => {
  try {
    return await main(args)
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
    console.error(`\n${error.message}`)
    return error.exitCode
  }
}

if (import.meta.main) process.exitCode = await runTests(process.argv.slice(2))
