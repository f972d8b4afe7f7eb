import type { Words } from '../../playbooks/model/text.ts'
import { RunnerError } from '../errors.ts'
import type { Problem, RunStatus } from '../protocol/events.ts'
import { joined } from '../protocol/sentences.ts'
import type { Say } from './reason.ts'
import type { Outcome } from './step.ts'

export interface Ended {
  readonly outcomes: readonly Outcome[]
  readonly leftovers: readonly Problem[]
  readonly missing?: readonly Problem[]
  /** Why the run stopped before its end, when it did. */
  readonly reason: unknown
}

interface Conclusion {
  readonly status: RunStatus
  readonly why?: Words
}

/** The one status of a run. The first failure is never hidden by what came later; only a clean pass is `passed`. */
export const statusOf = ({ outcomes, leftovers, missing, reason }: Ended, say: Say): Conclusion => {
  if (missing !== undefined) return { status: 'blocked', why: say({ kind: 'computer-lacks' }) }
  if (outcomes.some((outcome) => outcome.status === 'failed')) return { status: 'failed' }
  if (outcomes.some((outcome) => outcome.status === 'broken')) return { status: 'broken', ...reasonWhy(reason) }
  if (reason instanceof RunnerError) return stopped(reason)
  if (outcomes.length === 0) return { status: 'failed', why: say({ kind: 'no-steps' }) }
  if (leftovers.length > 0) return { status: 'broken', why: say({ kind: 'not-all-undone' }) }
  return outcomes.every((outcome) => outcome.status === 'passed')
    ? { status: 'passed' }
    : { status: 'incomplete', why: say({ kind: 'not-all-run' }) }
}

const stopped = (reason: RunnerError): Conclusion =>
  reason.code === 'cancelled' ? { status: 'cancelled' } : { status: 'broken', ...reasonWhy(reason) }

const reasonWhy = (reason: unknown): { readonly why?: Words } =>
  reason instanceof RunnerError && reason.code !== 'cancelled'
    ? { why: joined([reason.problem.what, reason.problem.hint]) }
    : {}
