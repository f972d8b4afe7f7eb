import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { stateDir } from '../runner/paths.ts'
import { closingLine, exitCodeFor } from './run/count.ts'
import { jobsOf, parts, type TestJob } from './run/parts.ts'
import { Stopped } from './run/program.ts'
import { relatedJobs } from './run/related.ts'
import { runJobs, totalOf } from './run/run-jobs.ts'
import { timesTable } from './run/table.ts'

/** The test command: every usual part, or only those that are named. The last line is the count. */
const root = fileURLToPath(new URL('..', import.meta.url))
const related = 'related'
const known = [...parts.map(({ name }) => name), related]

const { values, positionals } = parseArgs({ options: { results: { type: 'string' } }, allowPositionals: true })

const unknownText = (names: readonly string[]): string =>
  `There is no part “${names.join('”, “')}”. The parts are ${known.join(', ')}.\nRun this: npm test -- fast`

const jobsFor = async (names: readonly string[]): Promise<readonly TestJob[]> => {
  const wanted = parts.filter(({ name, usual }) => (names.length === 0 ? usual : names.includes(name)))
  const named = names.length > 0 && wanted.length === 0 ? [] : jobsOf(wanted, root)
  return names.includes(related) ? [...named, ...(await relatedJobs(root))] : named
}

const main = async (names: readonly string[]): Promise<number> => {
  const unknown = names.filter((name) => !known.includes(name))
  if (unknown.length > 0) {
    console.error(unknownText(unknown))
    return 64
  }
  const since = performance.now()
  const results = values.results === undefined ? {} : { results: values.results }
  const done = await runJobs(await jobsFor(names), { root, log: join(stateDir(), 'setup.log'), env: process.env, ...results })
  const total = totalOf(done)
  console.log(`\n${timesTable(done)}\n\nAll of it took ${((performance.now() - since) / 1000).toFixed(1)} s.\n${closingLine(total)}`)
  return exitCodeFor(total)
}

try {
  process.exitCode = await main(positionals)
} catch (error) {
  if (!(error instanceof Stopped)) throw error
  console.error(`\n${error.message}`)
  process.exitCode = error.exitCode
}
