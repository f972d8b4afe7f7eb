import { existsSync, globSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { changedFiles } from './changes.ts'
import { jobsOf, parts, type TestJob } from './parts.ts'
import { runVitest } from './vitest.ts'

const minutes = 60_000

/** What Vitest follows by imports. */
const isSource = (file: string): boolean => /\.(?:ts|js|mjs|cjs)$/.test(file)

/** Folders whose files are read or served, not imported, with the tests that read them. */
const readers: readonly (readonly [files: RegExp, tests: string])[] = [
  [/^(?:README|CONTRIBUTING|CHANGELOG|LICENSE|SECURITY)\b/, 'test/readme'],
  [/^(?:\.github\/|\.gitlab-ci\.yml$|\.ci\/)/, 'test/ci'],
  [/^public\//, 'test/site'],
  [/^package(?:-lock)?\.json$/, 'test/readme'],
  [/^runner\/bin\//, 'test/runner'],
]

/** The nearest folder of tests that mirrors the file's own; undefined for one that nothing mirrors. */
const mirrored = (root: string, file: string): string | undefined => {
  for (let folder = dirname(file); folder !== '.'; folder = dirname(folder)) {
    if (existsSync(join(root, 'test', folder))) return `test/${folder}`
  }
  return undefined
}

const isTestOf = (file: string): boolean => /\.test\.ts$/.test(file)

const testsIn = (root: string, folder: string): readonly string[] => globSync(`${folder}/**/*.test.ts`, { cwd: root })

/** Tests of a file that no test imports: those of its reader, or of the folder that mirrors its own. */
const testsOfData = (root: string, file: string): readonly string[] => {
  const reader = readers.find(([files]) => files.test(file))?.[1] ?? mirrored(root, file)
  return reader === undefined ? [] : testsIn(root, reader)
}

/** A program that tests start as a process is imported by none of them: the test beside it in the mirror is meant too. */
const testBeside = (root: string, file: string): readonly string[] => {
  const test = join('test', file.replace(/\.\w+$/, '.test.ts'))
  return existsSync(join(root, test)) ? [test] : []
}

export interface Related {
  /** Files for which Vitest finds the tests that import them. */
  readonly sources: readonly string[]
  /** Tests that are meant by the files that they read. */
  readonly tests: readonly string[]
}

/** What a change touches. Pure but for looking at which files are there. */
export const relatedTo = (changed: readonly string[], root: string): Related => {
  const there = changed.filter((file) => existsSync(join(root, file)))
  const data = changed.filter((file) => !isSource(file) || file.startsWith('runner/bin/'))
  const tests = [
    ...data.flatMap((file) => testsOfData(root, file)),
    ...changed.flatMap((file) => testBeside(root, file)),
  ].filter(isTestOf)
  return { sources: there.filter(isSource), tests: [...new Set(tests)].sort() }
}

const usual = ['fast', 'browser', 'lab'] as const

/** What has to be there before the tests of a project. */
const needs: Readonly<Record<(typeof usual)[number], readonly string[]>> = { fast: [], browser: ['site'], lab: ['image', 'site'] }

const patterns: Readonly<Record<(typeof usual)[number], RegExp>> = {
  fast: /(?<!\.lab|\.browser|\.long)\.test\.ts$/,
  browser: /\.browser\.test\.ts$/,
  lab: /\.lab\.test\.ts$/,
}

/** The tests that a change touches: those that import a changed file, and those that read one. */
const testsJob = (project: (typeof usual)[number], { sources, tests }: Related): TestJob => ({
  name: `related ${project}`, part: 'related', seconds: 60, after: needs[project],
  run: (surroundings) =>
    runVitest(
      // To Vitest, a test is related to itself.
      { name: `related-${project}`, projects: [project], related: true, files: [...sources, ...tests.filter((test) => patterns[project].test(test))], withinMs: 60 * minutes },
      surroundings,
    ),
})

/** The jobs of `npm test -- related`. */
export const relatedJobs = async (root: string): Promise<readonly TestJob[]> => {
  const changed = await changedFiles(root)
  console.log(changed.length === 0 ? 'Nothing has changed.' : `${changed.length} files have changed.`)
  const related = relatedTo(changed, root)
  const files = [...related.sources, ...related.tests]
  if (files.length === 0) return []
  const prepared = jobsOf(parts.filter(({ name }) => name !== 'fast'), root).filter(({ name, part }) =>
    part === 'check' || name === 'site' || name === 'image')
  return [...prepared, ...usual.map((project) => testsJob(project, related))]
}
