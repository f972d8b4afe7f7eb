import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { jobsOf, parts } from './parts.ts'

const root = join(import.meta.dirname, '../..')

// The parts themselves are run by `npm test -- fast`, `npm test -- related` and the like, of which this test is a part.
test('each usual part can be named, and so can what takes too long for every day', () => {
  expect(parts.map(({ name, usual }) => (usual ? name : `(${name})`))).toEqual([
    'check',
    'fast',
    'browser',
    'lab',
    '(long)',
  ])
})

test('what several parts need is made once, and each part has what it needs', () => {
  for (const wanted of [parts, ...parts.map((part) => [part])]) {
    const names = jobsOf(wanted, root).map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    expect(
      jobsOf(wanted, root)
        .flatMap(({ after }) => after)
        .filter((name) => !names.includes(name)),
    ).toEqual([])
  }
})

test('every file of the lab is a job of its own, also where two have the same name in different folders', () => {
  const files = globSync('test/**/*.lab.test.ts', { cwd: root })
  const jobs = jobsOf(
    parts.filter(({ name }) => name === 'lab'),
    root,
  ).map(({ name }) => name)
  expect(jobs.filter((name) => name.startsWith('lab '))).toHaveLength(files.length)
  expect(jobs).toEqual(expect.arrayContaining(['lab playbooks/boot2docker', 'lab runner/boot2docker/boot2docker']))
})

test('a part that does not exist is a mistake in use', () => {
  const { status, stderr } = spawnSync(process.execPath, ['test/run.ts', 'fats'], { cwd: root, encoding: 'utf8' })
  const text =
    'There is no part “fats”. The parts are check, fast, browser, lab, long, related.\nRun this: npm test -- fast\n'
  expect({ status, stderr }).toEqual({ status: 64, stderr: text })
})
