import { globSync } from 'node:fs'
import { SetupError } from '../../runner/setup/errors.mjs'
import { buildSite } from '../../runner/setup/site.mjs'
import { type Outcome, single } from './count.ts'
import { runWithin } from './program.ts'
import type { Job } from './schedule.ts'
import { runVitest, type JobContext, type VitestOptions } from './vitest.ts'

/** One piece of a part: a program that tests something. */
export interface TestJob extends Job {
  readonly part: string
  run(environment: JobContext): Promise<Outcome>
}

/** What can be asked for by name. */
export interface Part {
  readonly name: string
  readonly what: string
  /** It is run when no part is named. */
  readonly usual: boolean
  jobs(root: string): readonly TestJob[]
}

const minutes = 60_000

/** Runs one of our tools; it holds when the tool exits with 0. */
const tool = async (args: readonly string[], withinMs: number, environment: JobContext): Promise<Outcome> =>
  single((await runWithin(withinMs, args, environment)) === 0)

const astroCheck = ['check', '--root', '.', '--config', 'site/astro.config.ts', '--tsconfig', 'site/tsconfig.json']
const layered = ['playbooks', 'runner', 'site', 'test']

const checks: readonly (readonly [name: string, seconds: number, args: readonly string[]])[] = [
  ['layout', 20, ['node_modules/prettier/bin/prettier.cjs', '--config', 'test/prettier.config.js', '--check', '.']],
  ['types', 10, ['node_modules/typescript/bin/tsc', '--noEmit', '-p', '.']],
  ['types of the pages', 12, ['node_modules/astro/bin/astro.mjs', ...astroCheck]],
  ['lint', 15, ['node_modules/eslint/bin/eslint.js', '--config', 'test/eslint.config.js', '--max-warnings', '0', '.']],
  [
    'layers',
    6,
    ['node_modules/dependency-cruiser/bin/dependency-cruiser.mjs', '--config', 'test/layers.cjs', ...layered],
  ],
  ['words', 1, ['test/words/lint.ts']],
  ['guides', 7, ['runner/bin/shipshape.mjs', 'check']],
  ['evidence', 2, ['test/evidence/check.ts']],
]

const toolJobs: readonly TestJob[] = checks.map(([name, seconds, args]) => ({
  name,
  seconds,
  part: 'check',
  urgent: true,
  after: [],
  run: (environment) => tool(args, 5 * minutes, environment),
}))

const vitestJob = (job: Job & { readonly part: string }, options: Omit<VitestOptions, 'name'>): TestJob => ({
  ...job,
  run: (environment) => runVitest({ ...options, name: job.name }, environment),
})

const recipes = vitestJob(
  { name: 'recipes', part: 'check', seconds: 80, after: [] },
  { projects: ['recipes'], withinMs: 15 * minutes },
)

const checkJobs = (): readonly TestJob[] => [...toolJobs, recipes]

/** The pages, built once for all tests that open them. */
const site = (part: string): TestJob => ({
  name: 'site',
  part,
  seconds: 20,
  after: [],
  run: async ({ root, log, env, onOutput = console.log }) => {
    try {
      await buildSite({ root, log, env })
      return single(true)
    } catch (error) {
      if (!(error instanceof SetupError)) throw error
      onOutput(`${error.message}\n`)
      return single(false)
    }
  },
})

/** Made once; later it is only found. */
const image: TestJob = {
  name: 'image',
  part: 'lab',
  seconds: 5,
  urgent: true,
  after: [],
  run: (environment) => tool(['runner/bin/shipshape.mjs', 'lab', 'build'], 40 * minutes, environment),
}

/** About how long the tests of a file take, as measured; what is not here takes about half a minute. */
const labSeconds: Readonly<Record<string, number>> = {
  'test/site/journey.lab.test.ts': 190,
  'test/playbooks/boot2docker.lab.test.ts': 180,
  'test/playbooks/docker-for-mac.lab.test.ts': 100,
  'test/playbooks/arm-on-mac.lab.test.ts': 160,
  'test/playbooks/compose.lab.test.ts': 150,
  'test/playbooks/builds.lab.test.ts': 430,
  'test/playbooks/first-container.lab.test.ts': 50,
  'test/playbooks/on-engine.lab.test.ts': 900,
  'test/playbooks/volumes.lab.test.ts': 120,
  'test/playbooks/build-for-elsewhere.lab.test.ts': 250,
  'test/playbooks/binds-on-a-mac.lab.test.ts': 150,
  'test/playbooks/containers.lab.test.ts': 90,
  'test/playbooks/images.lab.test.ts': 185,
  'test/playbooks/limits-and-health.lab.test.ts': 130,
  'test/mutation/mutation.lab.test.ts': 50,
  'test/runner/lab/image/build/again.lab.test.ts': 120,
  'test/runner/boot2docker/boot2docker.lab.test.ts': 60,
  'test/readme/readme.lab.test.ts': 60,
  'test/runner/machines/qemu/conformance.lab.test.ts': 70,
  'test/runner/targets/lab/conformance.lab.test.ts': 70,
  'test/runner/targets/lab/outside.lab.test.ts': 80,
}

/** Each file is a job of its own: a VM keeps one core busy, and the longest is to start first. */
const labFile = (file: string): TestJob => {
  const name = `lab ${file.slice('test/'.length, -'.lab.test.ts'.length)}`
  const job = { name, part: 'lab', seconds: labSeconds[file] ?? 30 }
  const after = file.startsWith('test/site/') || file.startsWith('test/readme/') ? ['image', 'site'] : ['image']
  return vitestJob({ ...job, after }, { projects: ['lab'], withinMs: 40 * minutes, files: [file] })
}

const labFiles = (root: string): readonly string[] => globSync('test/**/*.lab.test.ts', { cwd: root }).sort()

/** A reader's click is tried on a real VM too, and so needs the site. */
const labJobs = (root: string): readonly TestJob[] => [site('lab'), image, ...labFiles(root).map(labFile)]

const fast = vitestJob(
  { name: 'fast', part: 'fast', seconds: 45, urgent: true, after: [] },
  { projects: ['fast'], withinMs: 15 * minutes },
)
const browser = vitestJob(
  { name: 'browser', part: 'browser', seconds: 80, after: ['site'] },
  { projects: ['browser'], withinMs: 40 * minutes },
)
const long = vitestJob(
  { name: 'long', part: 'long', seconds: 600, after: ['image'] },
  { projects: ['long'], withinMs: 3 * 60 * minutes },
)

/** Every part that `npm test` knows. */
export const parts: readonly Part[] = [
  {
    name: 'check',
    what: 'layout, types, lint, layers, words, kept evidence, and the recipes of CONTRIBUTING',
    usual: true,
    jobs: checkJobs,
  },
  { name: 'fast', what: 'tests without a VM', usual: true, jobs: () => [fast] },
  {
    name: 'browser',
    what: 'the site is built, and used in a real browser',
    usual: true,
    jobs: () => [site('browser'), browser],
  },
  { name: 'lab', what: 'tests on a real VM; every guide is verified', usual: true, jobs: labJobs },
  {
    name: 'long',
    what: 'wrong commands, and the errors of old notes, at length',
    usual: false,
    jobs: () => [image, long],
  },
]

/** The jobs of some parts; one that several parts need is there once. */
export const jobsOf = (wanted: readonly Part[], root: string): readonly TestJob[] =>
  [
    ...new Map(
      wanted
        .flatMap((part) => part.jobs(root))
        .reverse()
        .map((job) => [job.name, job]),
    ).values(),
  ].reverse()
