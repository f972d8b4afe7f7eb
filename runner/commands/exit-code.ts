import type { RunStatus } from '../protocol/events.ts'
import type { Report } from '../protocol/report.ts'
import { exitCodes } from '../setup/exit-codes.mjs'

/** The worst first: a person who cancelled knows it, a broken machine says nothing about the guide. */
const codes: readonly (readonly [RunStatus, number])[] = [
  ['cancelled', exitCodes.cancelled],
  ['broken', exitCodes.broken],
  ['failed', exitCodes.failed],
  ['blocked', exitCodes.blocked],
  ['incomplete', exitCodes.blocked],
]

/** `passed` only when there was a run and every run passed. */
export const exitCodeOf = (reports: readonly Pick<Report, 'status'>[]): number => {
  const worst = codes.find(([status]) => reports.some((report) => report.status === status))
  if (worst !== undefined) return worst[1]
  return reports.length > 0 && reports.every((report) => report.status === 'passed')
    ? exitCodes.passed
    : exitCodes.broken
}
