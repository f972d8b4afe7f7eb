import type { Check } from '../../playbooks/model/check.ts'
import { milliseconds } from '../../playbooks/model/text.ts'
import type { ExecResult } from '../targets/target.ts'
import { spoken } from './clock.ts'
import type { PlannedStep } from './plan.ts'

type Judged = Pick<PlannedStep, 'expectFailure' | 'checks' | 'deadlineMs'>

/**
 * What is wrong with how a command ended, in one sentence; undefined when it ended as the guide says.
 * Without a declared failure and without a check of its own for the exit code, that must be 0.
 */
export const actionFault = (step: Judged, result: ExecResult): string | undefined => {
  if (result.ended === 'cancelled') return 'The command was ended from outside.'
  const { expectFailure } = step
  if (expectFailure?.kind === 'hangs') return surpriseEnd(milliseconds(expectFailure.for), result)
  if (result.ended === 'deadline') return `The command was still running after ${spoken(step.deadlineMs)} and was ended.`
  if (expectFailure?.kind === 'exits') return surpriseCode(expectFailure.code, result.exitCode)
  if (result.exitCode === 0 || step.checks.some(asksForCode)) return undefined
  return `The command ended with exit code ${String(result.exitCode)}.`
}

const asksForCode = (check: Check): boolean => check.kind === 'exit-code'

const surpriseEnd = (forMs: number, { ended, exitCode, milliseconds: took }: ExecResult): string | undefined => {
  if (ended === 'deadline') return undefined
  const how = exitCode === 0 ? 'succeeded' : `ended with exit code ${String(exitCode)}`
  return `The command was expected to hang for ${spoken(forMs)}, but it ${how} after ${spoken(took)}.`
}

const surpriseCode = (expected: number, exitCode: number | null): string | undefined => {
  if (exitCode === expected) return undefined
  const how = exitCode === 0 ? 'succeeded' : `ended with exit code ${String(exitCode)}`
  return `The command was expected to fail with exit code ${expected}, but it ${how}.`
}
