import { describe, expect, test } from 'vitest'
import { addUp, closingLine, countVitest, exitCodeFor } from './count.ts'

const file = (status: 'passed' | 'failed', ...statuses: string[]): object => ({ status, assertionResults: statuses.map((one) => ({ status: one })) })
const report = (...files: object[]): string => JSON.stringify({ testResults: files })

describe('the closing line', () => {
  test.each([
    [{ passed: 12, failed: 0, skipped: 0 }, '12 passed, 0 failed', 0],
    [{ passed: 12, failed: 1, skipped: 2 }, '12 passed, 1 failed, 2 skipped', 1],
    [{ passed: 0, failed: 0, skipped: 3 }, '0 passed, 0 failed, 3 skipped', 1],
  ])('of %o is “%s” and the exit code %i', (count, line, exitCode) => {
    expect(closingLine(count)).toBe(line)
    expect(exitCodeFor(count)).toBe(exitCode)
  })
})

describe('what Vitest reports', () => {
  test('is counted test by test', () => {
    expect(countVitest(report(file('passed', 'passed', 'skipped', 'todo'), file('failed', 'failed', 'passed')), 1)).toEqual({ passed: 2, failed: 1, skipped: 2 })
  })

  test('a file that could not be loaded is a failure', () => {
    expect(countVitest(report(file('failed'), file('passed', 'passed')), 1)).toEqual({ passed: 1, failed: 1, skipped: 0 })
  })

  test('an exit code that nothing explains is a failure', () => {
    expect(countVitest(report(file('passed', 'passed')), 1)).toEqual({ passed: 1, failed: 1, skipped: 0 })
    expect(countVitest(undefined, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 })
    expect(countVitest('{}', 0)).toEqual({ passed: 0, failed: 1, skipped: 0 })
  })

  test('nothing at all is nothing', () => {
    expect(countVitest(report(), 0)).toEqual({ passed: 0, failed: 0, skipped: 0 })
  })
})

test('counts are added part by part', () => {
  expect(addUp([{ passed: 1, failed: 2, skipped: 3 }, { passed: 10, failed: 20, skipped: 30 }])).toEqual({ passed: 11, failed: 22, skipped: 33 })
})
