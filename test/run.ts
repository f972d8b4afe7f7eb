import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { stateDir } from '../runner/paths.ts'
import { addUp, closingLine, exitCodeFor, type Count } from './run/count.ts'
import { Stopped } from './run/program.ts'
import { partNames, parts, type Part } from './run/parts.ts'

/** The test command: every part, the fast ones first, or only those that are named. The last line is the count. */
const root = fileURLToPath(new URL('..', import.meta.url))
const surroundings = { root, log: join(stateDir(), 'setup.log'), env: process.env }

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`

const runPart = async (part: Part): Promise<Count> => {
  const since = performance.now()
  console.log(`\n▶ ${part.name}: ${part.what}`)
  const count = await part.run(surroundings)
  console.log(`${count.failed === 0 ? '✓' : '✗'} ${part.name}: ${closingLine(count)} in ${seconds(since)}`)
  return count
}

const main = async (wanted: readonly string[]): Promise<number> => {
  const unknown = wanted.filter((name) => !partNames.includes(name))
  if (unknown.length > 0) {
    console.error(`There is no part “${unknown.join('”, “')}”. The parts are ${partNames.join(', ')}.\nRun this: npm test -- fast`)
    return 64
  }
  const since = performance.now()
  const counts: Count[] = []
  for (const part of parts.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) counts.push(await runPart(part))
  const total = addUp(counts)
  console.log(`\nAll of it took ${seconds(since)}.\n${closingLine(total)}`)
  return exitCodeFor(total)
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof Stopped)) throw error
  console.error(`\n${error.message}`)
  process.exitCode = error.exitCode
}
