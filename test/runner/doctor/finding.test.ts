import { expect, test } from 'vitest'
import { examine, exitCodeOf, type Finding } from '../../../runner/doctor/finding.ts'

const fine: Finding = { area: 'disk', what: 'room', state: 'ok', saw: '9.0 GB free' }

test('what was found keeps its order, a fall and a silence are findings too', async () => {
  const found = await examine([
    ['disk', () => new Promise((resolve) => setTimeout(() => resolve([fine]), 20)), 1000],
    ['network', () => Promise.reject(new Error('no such cable')), 1000],
    ['lab', () => new Promise(() => undefined), 50],
  ])
  expect(found).toEqual([
    fine,
    {
      area: 'network',
      what: 'network',
      state: 'warning',
      saw: 'could not be examined: no such cable',
      fix: 'npx shipshape doctor',
    },
    { area: 'lab', what: 'lab', state: 'warning', saw: 'no answer within 0.05 s', fix: 'npx shipshape doctor' },
  ])
})

test('only what is missing makes the doctor exit 3', () => {
  const warning: Finding = { ...fine, state: 'warning' }
  expect(exitCodeOf([fine, warning])).toBe(0)
  expect(exitCodeOf([fine, { ...fine, state: 'missing' }])).toBe(3)
})
