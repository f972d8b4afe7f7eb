import { execFileSync } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { playbooks } from '../fixtures/all-guides.ts'
import { temporaryFolder } from '../fixtures/execute.ts'
import { catalogue } from '../fixtures/guides.ts'
import { shipshapeHere } from '../fixtures/in-process.ts'
import { readArguments } from '../run/arguments.ts'
import { commandLines, gitlabGuides, root } from './workflows.ts'

const parts = 'npm test -- check fast browser --results test-results'
const guide = 'npm run verify -- "$GUIDE" --junit "test-results/$GUIDE.xml" --recording test-results/recordings'
const list = 'echo "guides=$(npx shipshape list --json | node .ci/matrix.mjs)" >>"$GITHUB_OUTPUT"'
const long = 'npm run mutation'

const provable = playbooks.filter(({ targets }) => targets.some((target) => target === 'lab')).map(({ id }) => id)

test('each command of the workflows is one that is tried here', () => {
  expect(commandLines().toSorted()).toEqual([parts, guide, list, long].toSorted())
})

/** The words of a line as a shell makes them, after `--`. */
const wordsOf = (line: string, env: NodeJS.ProcessEnv): readonly string[] => {
  const script = `npm() { printf '%s\\0' "$@"; }; ${line}`
  const words = execFileSync('bash', ['-c', script], { env: { ...process.env, ...env }, encoding: 'utf8' })
    .split('\0')
    .slice(0, -1)
  return words.slice(words.indexOf('--') + 1)
}

test(`“${list}” writes the guides that a program can prove`, () => {
  const output = join(temporaryFolder(), 'output')
  const path = `${join(root, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}`
  execFileSync('bash', ['-c', list], { cwd: root, env: { ...process.env, PATH: path, GITHUB_OUTPUT: output } })
  const [, guides = ''] = /^guides=(.*)\n$/.exec(readFileSync(output, 'utf8')) ?? []
  expect((JSON.parse(guides) as readonly string[]).toSorted()).toEqual(provable.toSorted()) // what the line above wrote
})

test('GitLab’s matrix, which must be written down, names the same guides', () => {
  expect(gitlabGuides().toSorted()).toEqual(provable.toSorted())
})

describe(`“${guide}”`, () => {
  test('leaves a JUnit file and a recording where the artefacts are taken from', async () => {
    const folder = temporaryFolder()
    const words = wordsOf(guide, { GUIDE: 'good' }).map((word) => word.replace('test-results', folder))
    const { code } = await shipshapeHere(['verify', ...words], { SHIPSHAPE_STATE: temporaryFolder() }, catalogue)
    expect([code, existsSync(join(folder, 'good.xml')), globSync('recordings/*', { cwd: folder })]).toEqual([
      0,
      true,
      ['recordings/good.lab.cast'],
    ])
  })

  test.each(provable)('is executed for %s by a test of the lab', (id) => {
    const verifies = /\bawait verify\(|^everyStepIsVerified\(/m
    expect(readFileSync(join(root, `test/playbooks/${id}.lab.test.ts`), 'utf8')).toMatch(verifies)
  })
})

test(`“${parts}” names parts that there are`, () => {
  expect(readArguments(wordsOf(parts, {}))).toEqual({ names: ['check', 'fast', 'browser'], results: 'test-results' })
})
