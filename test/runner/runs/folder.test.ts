import { expect, test } from 'vitest'
import { isRunId, newRunId, timeOfRun } from '../../../runner/runs/folder.ts'

test('the ids of runs sort by time, also of runs that begin in the same second', () => {
  const begun = Date.parse('2026-11-26T04:39:58.990Z')
  const ids = Array.from({ length: 1020 }, (_, index) => newRunId(new Date(begun + index)))
  expect(ids.toSorted()).toEqual(ids)
  expect(ids.every(isRunId)).toBe(true)
  expect(timeOfRun(ids[0] ?? '')).toBe('2026-11-26T04:39:58.000Z')
})
