import { RunnerError } from '../errors.ts'
import type { Lack, RunStatus } from '../protocol/events.ts'
import type { Outcome } from './step.ts'

export interface Ended {
  readonly outcomes: readonly Outcome[]
  readonly leftovers: readonly Lack[]
  readonly lacks?: readonly Lack[]
  /** Why the run stopped before its end, when it did. */
  readonly reason: unknown
}

interface Conclusion {
  readonly status: RunStatus
  readonly why?: string
}

/** The one status of a run. The first failure is never hidden by what came later; only a clean pass is `passed`. */
export const statusOf = ({ outcomes, leftovers, lacks, reason }: Ended): Conclusion => {
  if (lacks !== undefined) return { status: 'blocked', why: 'This computer lacks something.' }
  if (outcomes.some((outcome) => outcome.status === 'failed')) return { status: 'failed' }
  if (outcomes.some((outcome) => outcome.status === 'broken')) return { status: 'broken', ...reasonWhy(reason) }
  if (reason instanceof RunnerError) return stopped(reason)
  if (outcomes.length === 0) return { status: 'failed', why: 'A run of no step proves nothing.' }
  if (leftovers.length > 0) return { status: 'broken', why: 'Every step passed, but not everything could be taken back.' }
  return outcomes.every((outcome) => outcome.status === 'passed')
    ? { status: 'passed' }
    : { status: 'incomplete', why: 'Not every step was run.' }
}

const stopped = (reason: RunnerError): Conclusion =>
  reason.code === 'cancelled' ? { status: 'cancelled' } : { status: 'broken', ...reasonWhy(reason) }

const reasonWhy = (reason: unknown): { readonly why?: string } =>
  reason instanceof RunnerError && reason.code !== 'cancelled' ? { why: `${reason.message} ${reason.hint}` } : {}
