import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { partNames } from './parts.ts'

const root = join(import.meta.dirname, '../..')

// The parts themselves are run by `npm test -- fast` and its like, of which this test is a part.
test('the parts come fast first, and each is named', () => {
  expect(partNames).toEqual(['check', 'fast', 'browser', 'lab'])
})

test('a part that does not exist is a mistake in use', () => {
  const { status, stderr } = spawnSync(process.execPath, ['test/run.ts', 'fats'], { cwd: root, encoding: 'utf8' })
  expect({ status, stderr }).toEqual({ status: 64, stderr: 'There is no part “fats”. The parts are check, fast, browser, lab.\nRun this: npm test -- fast\n' })
})
