import { expect, test } from 'vitest'
import { type Done, timesTable } from './table.ts'

const done = (
  name: string,
  part: string,
  from: number,
  to: number,
  ...tests: readonly (readonly [string, number])[]
): Done => ({
  job: { name, part },
  outcome: {
    count: { passed: tests.length, failed: 0, skipped: 0 },
    tests: tests.map(([title, seconds]) => ({ title, seconds, file: `${name}.test.ts` })),
  },
  from,
  to,
})

test('the table has the slowest tests, and the time of each part', () => {
  const all = [
    done('lint', 'check', 0, 12),
    done('types', 'check', 5, 10),
    done('basics', 'lab', 3, 343.21, ['every step is verified', 338.5]),
    done(
      'fast',
      'fast',
      0,
      40,
      ['a step ends', 0.51],
      ['a title that is longer than what fits into one line of a terminal beside its file', 0.5],
    ),
  ]
  expect(timesTable(all)).toBe(`The slowest tests:
  338.5 s  every step is verified (basics.test.ts)
    0.5 s  a step ends (fast.test.ts)
    0.5 s  a title that is longer than what fits into one line of a terminal bes… (fast.test.ts)

Each part, from its start to its end, and the work in it:
   12.0 s     17.0 s  check
  340.2 s    340.2 s  lab
   40.0 s     40.0 s  fast`)
})

test('of many tests the ten slowest are shown, and without any there is no such list', () => {
  const many = done(
    'many',
    'fast',
    0,
    1,
    ...Array.from({ length: 30 }, (_, index) => [`test ${index}`, index] as const),
  )
  expect(
    timesTable([many])
      .match(/ test \d+ /g)
      ?.map((text) => Number(/\d+/.exec(text)?.[0])),
  ).toEqual([29, 28, 27, 26, 25, 24, 23, 22, 21, 20])
  expect(timesTable([done('lint', 'check', 0, 1)])).not.toContain('slowest')
})
