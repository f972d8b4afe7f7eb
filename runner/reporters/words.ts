import type { RunStatus, StepStatus } from '../protocol/events.ts'
import { harmless } from '../protocol/harmless.ts'
import type { Report, StepReport } from '../protocol/report.ts'
import { isWhole } from '../protocol/scope.ts'
import { scopeWords, standInWords } from '../protocol/sentences.ts'

/** Signs, so that no meaning depends on colour alone. */
export const signs: Record<StepStatus | RunStatus, string> = {
  passed: '✓',
  failed: '✗',
  broken: '!',
  skipped: '-',
  'not-reached': '·',
  blocked: '!',
  incomplete: '-',
  cancelled: '-',
}

/** `850 ms`, `12.3 s`, `4 m 05 s`. */
export const took = (milliseconds: number): string => {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)} s`
  const seconds = Math.round(milliseconds / 1000)
  return `${Math.floor(seconds / 60)} m ${String(seconds % 60).padStart(2, '0')} s`
}

/** The last lines of a step's output, sanitized. */
export const lastLines = (text: string, most: number): readonly string[] => {
  const all = harmless(text).split('\n')
  const lines = all.slice(0, all.findLastIndex((line) => line !== '') + 1)
  const shown = lines.slice(-most)
  return text.trim() === '' ? [] : lines.length > most ? [`… ${lines.length - most} earlier lines …`, ...shown] : shown
}

const order: readonly StepStatus[] = ['passed', 'failed', 'broken', 'skipped', 'blocked', 'not-reached']

/** `3 steps passed, 1 failed, 8 not reached`; of a run that passed, which steps of how many. */
export const counted = (report: Report): string => {
  const { status, steps } = report
  if (status === 'passed') return `${scopeWords(report).en} passed`
  const counts = order.map((status) => [status, steps.filter((step) => step.status === status).length] as const)
  const run = counts.filter(([, count]) => count > 0).map(([status, count]) => `${count} ${status.replace('-', ' ')}`)
  return run.length === 0
    ? 'no step'
    : run.join(', ').replace(/^(\d+)/, (count) => (count === '1' ? '1 step' : `${count} steps`))
}

/** The part that was asked for, as a sentence, unless the counts say it already. */
export const partText = (report: Report): readonly string[] =>
  report.status === 'passed' || isWhole(report) ? [] : [`Only ${scopeWords(report).en} were asked for.`]

export const standInText = (report: Report): readonly string[] => {
  const words = standInWords(report)
  return words === undefined ? [] : [`${words.en}.`]
}

/** The step that ended the run, if any. */
export const culprit = ({ steps }: Report): StepReport | undefined =>
  steps.find((step) => step.status === 'failed' || step.status === 'broken')

/** The command that reproduces a failure: `show` for a check that held before its step, else `run --to`. */
const seeAgain = ({ mode, playbook }: Report, { id, actual, exitCode }: StepReport): string =>
  mode === 'verify' && actual !== undefined && exitCode === undefined
    ? `npx shipshape show ${playbook} ${id}`
    : `npx shipshape run ${playbook} --to ${id}`

/** The one command to type next; undefined when there is nothing to do. */
export const nextCommand = (report: Report): string | undefined => {
  if (report.status === 'passed' || report.status === 'incomplete') return undefined
  // The doctor knows what a target needs before it is opened, not what a guide needs on it.
  if (report.status === 'blocked' && report.target === undefined) return 'npx shipshape doctor'
  const step = culprit(report)
  if (report.status === 'failed' && step !== undefined) return seeAgain(report, step)
  return `npx shipshape ${report.mode} ${report.playbook}`
}
