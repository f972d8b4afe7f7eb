import type { RunStatus } from '../protocol/events.ts'
import type { Report } from '../protocol/report.ts'

/** The first status that occurs decides: `broken` comes before `failed`, because it says nothing about the guide. */
const codes: readonly (readonly [RunStatus, number])[] = [
  ['cancelled', 130],
  ['broken', 2],
  ['failed', 1],
  ['blocked', 3],
  ['incomplete', 3],
]

/** 0 only when there was a run and every run passed. */
export const exitCodeOf = (reports: readonly Pick<Report, 'status'>[]): number => {
  const worst = codes.find(([status]) => reports.some((report) => report.status === status))
  if (worst !== undefined) return worst[1]
  return reports.length > 0 && reports.every((report) => report.status === 'passed') ? 0 : 2
}
