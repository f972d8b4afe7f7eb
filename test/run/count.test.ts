import { describe, expect, test } from 'vitest'
import { type Count, addUp, closingLine, exitCodeFor, readVitest } from './count.ts'

const file = (status: 'passed' | 'failed', ...statuses: string[]): object => ({
  status,
  assertionResults: statuses.map((one) => ({ status: one })),
})
const report = (...files: object[]): string => JSON.stringify({ testResults: files })
const countOf = (text: string | undefined, exitCode: number): Count => readVitest(text, exitCode).count

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
    expect(countOf(report(file('passed', 'passed', 'skipped', 'todo'), file('failed', 'failed', 'passed')), 1)).toEqual(
      { passed: 2, failed: 1, skipped: 2 },
    )
  })

  test('a file that could not be loaded is a failure', () => {
    expect(countOf(report(file('failed'), file('passed', 'passed')), 1)).toEqual({ passed: 1, failed: 1, skipped: 0 })
  })

  test('an exit code that nothing explains is a failure', () => {
    expect(countOf(report(file('passed', 'passed')), 1)).toEqual({ passed: 1, failed: 1, skipped: 0 })
    expect(countOf(undefined, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 })
    expect(countOf('{}', 0)).toEqual({ passed: 0, failed: 1, skipped: 0 })
  })

  test('has each test that ran with its file and its time', () => {
    const assertionResults = [
      { status: 'passed', fullName: 'it holds', duration: 1500 },
      { status: 'skipped', fullName: 'it was left out', duration: 0 },
    ]
    const text = JSON.stringify({
      testResults: [{ name: '/clone/test/one.test.ts', status: 'passed', assertionResults }],
    })
    expect(readVitest(text, 0, '/clone').tests).toEqual([{ title: 'it holds', file: 'test/one.test.ts', seconds: 1.5 }])
  })

  test('nothing at all is nothing', () => {
    expect(countOf(report(), 0)).toEqual({ passed: 0, failed: 0, skipped: 0 })
  })
})

test('counts are added part by part', () => {
  expect(
    addUp([
      { passed: 1, failed: 2, skipped: 3 },
      { passed: 10, failed: 20, skipped: 30 },
    ]),
  ).toEqual({ passed: 11, failed: 22, skipped: 33 })
})
