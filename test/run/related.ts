import { existsSync, globSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { changedFiles } from './changes.ts'
import { jobsOf, parts, type TestJob } from './parts.ts'
import { runVitest } from './vitest.ts'

const minutes = 60_000

/** What Vitest follows by imports. */
const isSource = (file: string): boolean => /\.(?:ts|js|mjs|cjs)$/.test(file)

/** Files that are read or served, not imported, with the tests that read them. */
const readers: readonly (readonly [files: RegExp, tests: string])[] = [
  [/^(?:README|CONTRIBUTING|CHANGELOG|LICENSE|SECURITY)\b/, 'test/readme/{readme,contributing}.test.ts'],
  [/^(?:\.github\/|\.gitlab-ci\.yml$|\.ci\/)/, 'test/ci/*.test.ts'],
  [/^public\//, 'test/{site,evidence}/**/*.test.ts'],
  [/^package(?:-lock)?\.json$/, 'test/{ci,readme}/*.test.ts'],
  [/^runner\/bin\//, 'test/runner/{cli.test.ts,boot2docker/command.test.ts}'],
]

/** The tests of the nearest folder that mirrors the file's own; undefined for one that nothing mirrors. */
const mirrored = (root: string, file: string): string | undefined => {
  for (let folder = dirname(file); folder !== '.'; folder = dirname(folder)) {
    if (existsSync(join(root, 'test', folder))) return `test/${folder}/**/*.test.ts`
  }
  return undefined
}

const isTestOf = (file: string): boolean => /\.test\.ts$/.test(file)

/** Tests of a file that no test imports: those of its reader, or of the folder that mirrors its own. */
const testsOfData = (root: string, file: string): readonly string[] => {
  const tests = readers.find(([files]) => files.test(file))?.[1] ?? mirrored(root, file)
  return tests === undefined ? [] : globSync(tests, { cwd: root })
}

/** A program that tests start as a process is imported by none of them: the test beside it is meant too. */
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

type Project = 'fast' | 'browser' | 'lab'

const projects: readonly { readonly name: Project; readonly tests: RegExp; readonly after: readonly string[] }[] = [
  { name: 'fast', tests: /(?<!\.(?:lab|browser|long))\.test\.ts$/, after: [] },
  { name: 'browser', tests: /\.browser\.test\.ts$/, after: ['site'] },
  { name: 'lab', tests: /\.lab\.test\.ts$/, after: ['image', 'site'] },
]

/** The tests that a change touches: those that import a changed file, and those that read one. */
const testsJob = ({ name: project, tests, after }: (typeof projects)[number], related: Related): TestJob => {
  const name = `related ${project}`
  // To Vitest, a test is related to itself.
  const files = [...related.sources, ...related.tests.filter((test) => tests.test(test))]
  const options = { name: `related-${project}`, projects: [project], related: true, files, withinMs: 60 * minutes }
  return { name, part: 'related', seconds: 60, after, run: (environment) => runVitest(options, environment) }
}

/** A changed source may be imported by a test of any project; a file that is read names its tests itself. */
const isTouched = ({ tests }: (typeof projects)[number], related: Related): boolean =>
  related.sources.length > 0 || related.tests.some((test) => tests.test(test))

/** The jobs of `npm test -- related`. */
export const relatedJobs = async (root: string): Promise<readonly TestJob[]> => {
  const changed = await changedFiles(root)
  console.log(`${changed.length} ${changed.length === 1 ? 'file has' : 'files have'} changed.`)
  const related = relatedTo(changed, root)
  const tests = projects.filter((project) => isTouched(project, related)).map((project) => testsJob(project, related))
  const needed = tests.flatMap(({ after }) => after)
  const prepared = jobsOf(parts, root).filter(
    ({ name, part }) => needed.includes(name) || (part === 'check' && related.sources.length > 0),
  )
  return [...prepared, ...tests]
}
