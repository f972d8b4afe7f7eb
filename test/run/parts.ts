import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildSite } from '../../runner/setup/site.mjs'
import { SetupError } from '../../runner/setup/errors.mjs'
import { runWithin } from './program.ts'
import { addUp, countVitest, type Count } from './count.ts'

export interface Surroundings {
  readonly root: string
  readonly log: string
  readonly env: NodeJS.ProcessEnv
}

export interface Part {
  readonly name: string
  readonly what: string
  run(surroundings: Surroundings): Promise<Count>
}

const minutes = 60_000
const one = (holds: boolean): Count => ({ passed: holds ? 1 : 0, failed: holds ? 0 : 1, skipped: 0 })

/** A checking program counts as one test. Its words are shown when it finds something. */
const check = async (title: string, args: readonly string[], { root, env }: Surroundings): Promise<Count> => {
  const since = performance.now()
  let said = ''
  const code = await runWithin(5 * minutes, args, { root, env, onOutput: (text) => (said += text) })
  console.log(`${code === 0 ? '  ✓' : '  ✗'} ${title} (${((performance.now() - since) / 1000).toFixed(1)} s)`)
  if (code !== 0) console.log(said.trimEnd())
  return one(code === 0)
}

const checks: readonly (readonly [title: string, args: readonly string[]])[] = [
  ['the types hold', ['node_modules/typescript/bin/tsc', '--noEmit', '-p', '.']],
  ['the pages’ types hold', ['node_modules/astro/bin/astro.mjs', 'check', '--root', '.', '--config', 'site/astro.config.ts', '--tsconfig', 'site/tsconfig.json']],
  ['lint finds nothing', ['node_modules/eslint/bin/eslint.js', '--config', 'test/eslint.config.js', '--max-warnings', '0', '.']],
  ['every layer imports only what it may', ['node_modules/dependency-cruiser/bin/dependency-cruiser.mjs', '--config', 'test/layers.cjs', 'playbooks', 'runner', 'site', 'test']],
]

/** Two at a time: each of them keeps one core busy. */
const runChecks = async (surroundings: Surroundings): Promise<Count> => {
  const waiting = [...checks]
  const worker = async (counts: readonly Count[] = []): Promise<readonly Count[]> => {
    const next = waiting.shift()
    return next === undefined ? counts : worker([...counts, await check(...next, surroundings)])
  }
  return addUp((await Promise.all([worker(), worker()])).flat())
}

const vitest = async (project: string, withinMs: number, { root, env }: Surroundings): Promise<Count> => {
  const folder = await mkdtemp(join(tmpdir(), 'shipshape-test-'))
  const report = join(folder, 'report.json')
  const args = ['run', '--config', 'test/vitest.config.ts', '--project', project, '--passWithNoTests', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  try {
    const code = await runWithin(withinMs, ['node_modules/vitest/vitest.mjs', ...args], { root, env })
    return countVitest(await readFile(report, 'utf8').catch(() => undefined), code)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const site = async (surroundings: Surroundings): Promise<boolean> => {
  try {
    await buildSite(surroundings)
    return true
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    console.log(`  ✗ ${error.message}`)
    return false
  }
}

/** Made once; later it is only found. What it says is shown as it comes: the first time takes minutes. */
const labIsBuilt = async ({ root, env }: Surroundings): Promise<boolean> =>
  (await runWithin(40 * minutes, ['runner/bin/shipshape.mjs', 'lab', 'build'], { root, env })) === 0

const browser = async (surroundings: Surroundings): Promise<Count> =>
  (await site(surroundings)) ? addUp([one(true), await vitest('browser', 40 * minutes, surroundings)]) : one(false)

/** A reader's click is tried on a real machine too, and so needs the site. */
const lab = async (surroundings: Surroundings): Promise<Count> =>
  (await site(surroundings)) && (await labIsBuilt(surroundings)) ? vitest('lab', 60 * minutes, surroundings) : one(false)

/** In the order in which they tell most for the least time. */
export const parts: readonly Part[] = [
  { name: 'check', what: 'types, lint, layers', run: runChecks },
  { name: 'fast', what: 'tests without a machine', run: (surroundings) => vitest('fast', 15 * minutes, surroundings) },
  { name: 'browser', what: 'the site is built, and used in a real browser', run: browser },
  { name: 'lab', what: 'tests on a real virtual machine', run: lab },
]

export const partNames: readonly string[] = parts.map(({ name }) => name)
