import { spawnSync } from 'node:child_process'
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

test('every test of the lab is a job of its own', () => {
  const lab = jobsOf(
    parts.filter(({ name }) => name === 'lab'),
    root,
  ).map(({ name }) => name)
  expect(lab).toEqual(
    expect.arrayContaining([
      'image',
      'site',
      'lab docker-basics',
      'lab boot2docker',
      'lab docker-for-mac',
      'lab arm-on-mac',
    ]),
  )
})

test('a part that does not exist is a mistake in use', () => {
  const { status, stderr } = spawnSync(process.execPath, ['test/run.ts', 'fats'], { cwd: root, encoding: 'utf8' })
  const text =
    'There is no part “fats”. The parts are check, fast, browser, lab, long, related.\nRun this: npm test -- fast\n'
  expect({ status, stderr }).toEqual({ status: 64, stderr: text })
})
