import { expect, test } from 'vitest'
import { isWhole, ranges } from '../../../runner/protocol/scope.ts'

test.each([
  [[], []],
  [[4], ['4']],
  [[1, 2, 3], ['1–3']],
  [
    [1, 3, 4, 5, 9],
    ['1', '3–5', '9'],
  ],
])('the numbers %j are the ranges %j', (numbers, found) => expect(ranges(numbers)).toEqual(found))

test('a run is whole when it has every step, whatever was asked for', () => {
  const asked = { kind: 'to', step: 'two' } as const
  expect(isWhole({ scope: { asked, of: 2 }, steps: ['one', 'two'] })).toBe(true)
  expect(isWhole({ scope: { asked, of: 3 }, steps: ['one', 'two'] })).toBe(false)
})
