import { expect, test } from 'vitest'
import { type MutationReport, caughtOf, spansOf } from '../../site/mutation.ts'
import { reasonOf } from '../../site/words/reasons.ts'
import { acceptedSurvivors } from '../mutation/survivors.ts'

const caught = { name: 'nothing: true', outcome: 'caught' } as const
const report: MutationReport = {
  guide: 'x',
  date: '2026-11-22T11:00:00.000Z',
  steps: [
    {
      step: 'one',
      hash: 'a',
      mutants: [caught, caught, { name: 'drop-flag: docker run', outcome: 'survived', explained: 'It does the same.' }],
      leftOut: [{}],
      notTried: 4,
    },
    {
      step: 'two',
      hash: 'b',
      mutants: [{ name: 'swap: docker run -p 80:8800', outcome: 'survived' }],
      leftOut: [],
      notTried: 2,
    },
    { step: 'three', hash: 'c', mutants: [], leftOut: [], notTried: 0 },
  ],
}

test('only steps that are still the same count, and a share is never rounded up', () => {
  const figures = caughtOf(
    report,
    new Map([
      ['one', 'a'],
      ['two', 'changed'],
      ['three', 'c'],
    ]),
  )
  expect(figures).toMatchObject({
    caught: 2,
    tried: 3,
    steps: 1,
    percent: 66,
    date: '2026-11-22',
    leftOut: 1,
    notTried: 4,
  })
  expect(
    caughtOf(
      report,
      new Map([
        ['one', 'a'],
        ['two', 'b'],
      ]),
    )?.percent,
  ).toBe(50)
  expect(caughtOf(report, new Map())).toBeUndefined()
})

test('wrong undos count at steps that are still the same; a report without them has none', () => {
  const [one, two, ...rest] = report.steps
  const undo = { mutants: [caught, { name: 'rename: rm wec', outcome: 'survived' }] } as const
  const steps = [{ ...one, undo }, { ...two, undo }, ...rest]
  const tried = { ...report, steps } as MutationReport // one and two are there
  const hashes = new Map([
    ['one', 'a'],
    ['two', 'changed'],
  ])
  expect(caughtOf(tried, hashes)?.undos).toEqual({ caught: 1, tried: 2 })
  expect(caughtOf(report, hashes)?.undos).toBeUndefined()
})

test('steps that were not tried as they are now are listed by number, and what got through with its reason', () => {
  expect(
    caughtOf(
      report,
      new Map([
        ['zero', 'z'],
        ['one', 'a'],
        ['two', 'changed'],
        ['three', 'c'],
      ]),
    )?.untried,
  ).toEqual([1, 3, 4])
  expect(
    caughtOf(
      report,
      new Map([
        ['one', 'a'],
        ['two', 'b'],
        ['three', 'c'],
      ]),
    )?.survivors,
  ).toEqual([
    { step: 'one', command: 'docker run', explained: 'It does the same.' },
    { step: 'two', command: 'docker run -p 80:8800', explained: undefined },
  ])
})

test('many numbers are shown as ranges', () => {
  expect(spansOf([1, 3, 4, 6, 7, 8, 12])).toEqual(['1', '3', '4', '6–8', '12'])
  expect(spansOf([])).toEqual([])
})

test.each([
  ...new Set(acceptedSurvivors.map(({ why }) => why)),
  'It was cut short after 40 s, and the right command took 25 s.',
])('“%s” is shown in Chinese as well', (why) => {
  expect(reasonOf(why)['zh-cn']).toMatch(/\p{Script=Han}/u)
})
