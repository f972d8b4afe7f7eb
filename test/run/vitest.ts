import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Outcome, readVitest } from './count.ts'
import { runWithin, type Where } from './program.ts'

/** Where a run of tests happens, and where its reports are kept. */
export interface JobContext extends Where {
  readonly log: string
  /** A folder for JUnit files; none are written without it. */
  readonly results?: string
}

export interface VitestOptions {
  readonly projects: readonly string[]
  readonly withinMs: number
  /** Names the JUnit file. */
  readonly name: string
  /** Only these test files, or with `related` only tests that import these files. */
  readonly files?: readonly string[]
  readonly related?: boolean
}

const argumentsOf = ({ projects, files = [], related = false }: VitestOptions): readonly string[] => [
  ...(related ? ['related', '--run'] : ['run']),
  ...files,
  ...['--config', 'test/vitest.config.ts', '--passWithNoTests'],
  ...projects.flatMap((project) => ['--project', project]),
]

/** What is only shown when something is wrong shows only what is wrong. */
const reportersOf = (json: string, { name }: VitestOptions, { results, onOutput }: JobContext): readonly string[] => [
  `--reporter=${onOutput === undefined ? 'default' : 'dot'}`,
  ...['--reporter=json', `--outputFile.json=${json}`],
  ...(results === undefined
    ? []
    : ['--reporter=junit', `--outputFile.junit=${join(results, `${name.replaceAll(/[ /]/g, '-')}.xml`)}`]),
]

/** Runs Vitest, and counts what it reports. */
export const runVitest = async (options: VitestOptions, environment: JobContext): Promise<Outcome> => {
  const { root, results } = environment
  if (results !== undefined) await mkdir(results, { recursive: true })
  const folder = await mkdtemp(join(tmpdir(), 'shipshape-test-'))
  const json = join(folder, 'report.json')
  const args = [...argumentsOf(options), ...reportersOf(json, options, environment)]
  try {
    const code = await runWithin(options.withinMs, ['node_modules/vitest/vitest.mjs', ...args], environment)
    return readVitest(await readFile(json, 'utf8').catch(() => undefined), code, root)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
