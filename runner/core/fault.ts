import type { Check } from '../../playbooks/model/check.ts'
import { milliseconds } from '../../playbooks/model/text.ts'
import type { ExecResult } from '../contract/session.ts'
import type { PlannedStep } from './plan.ts'
import type { Reason } from './reason.ts'

type Judged = Pick<PlannedStep, 'expectFailure' | 'checks' | 'deadlineMs'>

/**
 * What is wrong with how a command ended; undefined when it ended as the guide says. Without a declared failure and
 * without a check of its own for the exit code, that must be 0.
 */
export const actionFault = (step: Judged, result: ExecResult): Reason | undefined => {
  if (result.ended === 'cancelled') return { kind: 'ended-from-outside' }
  if (result.ended === 'asked') return { kind: 'asked-for-input' }
  const { expectFailure } = step
  if (expectFailure?.kind === 'hangs') return surpriseEnd(milliseconds(expectFailure.for), result)
  if (result.ended === 'deadline') return { kind: 'overdue', afterMs: step.deadlineMs }
  if (expectFailure?.kind === 'exits') return surpriseCode(expectFailure.code, result.exitCode)
  if (result.exitCode === 0 || step.checks.some(asksForCode)) return undefined
  return { kind: 'exit-code', exitCode: result.exitCode }
}

const asksForCode = (check: Check): boolean => check.kind === 'exit-code'

const surpriseEnd = (forMs: number, { ended, exitCode, milliseconds: tookMs }: ExecResult): Reason | undefined =>
  ended === 'deadline' ? undefined : { kind: 'did-not-hang', forMs, tookMs, exitCode }

const surpriseCode = (expected: number, exitCode: number | null): Reason | undefined =>
  exitCode === expected ? undefined : { kind: 'other-exit-code', expected, exitCode }
