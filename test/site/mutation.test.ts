import { expect, test } from 'vitest'
import { caughtOf, type MutationReport } from '../../site/mutation.ts'

const report: MutationReport = {
  guide: 'x',
  date: '2026-11-22T11:00:00.000Z',
  steps: [
    { step: 'one', hash: 'a', mutants: [{ outcome: 'caught' }, { outcome: 'caught' }, { outcome: 'survived' }] },
    { step: 'two', hash: 'b', mutants: [{ outcome: 'survived' }] },
  ],
}

test('only steps that are still the same count, and a share is never rounded up', () => {
  expect(caughtOf(report, new Map([['one', 'a'], ['two', 'changed']]))).toEqual({ caught: 2, tried: 3, steps: 1, percent: 66, date: '2026-11-22' })
  expect(caughtOf(report, new Map([['one', 'a'], ['two', 'b']]))?.percent).toBe(50)
  expect(caughtOf(report, new Map())).toBeUndefined()
})
