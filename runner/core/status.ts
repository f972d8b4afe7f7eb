import type { Words } from '../../playbooks/model/text.ts'
import { RunnerError } from '../errors.ts'
import type { Problem, RunStatus } from '../protocol/events.ts'
import { joined } from '../protocol/sentences.ts'
import type { NotRun, Say } from './reason.ts'
import type { Outcome } from './step.ts'

export interface Ended {
  readonly outcomes: readonly Outcome[]
  readonly leftovers: readonly Problem[]
  /** Steps of which nobody knows whether their undo worked, where nothing outlives the run. */
  readonly unseenUndos: readonly string[]
  readonly missing?: readonly Problem[]
  /** What is missing is that names are free which the steps need. */
  readonly namesAreTaken?: true
  /** Why the run stopped early, if it did. */
  readonly reason: unknown
}

interface Conclusion {
  readonly status: RunStatus
  readonly why?: Words
}

/** The one status of a run. The first failure is never hidden by what came later; only a clean pass is `passed`. */
export const statusOf = (ended: Ended, say: Say): Conclusion => {
  const { outcomes, leftovers, unseenUndos, missing, namesAreTaken, reason } = ended
  if (missing !== undefined)
    return { status: 'blocked', why: say({ kind: namesAreTaken === true ? 'names-taken' : 'computer-incomplete' }) }
  if (outcomes.some((outcome) => outcome.status === 'failed')) return { status: 'failed' }
  if (outcomes.some((outcome) => outcome.status === 'broken')) return { status: 'broken', ...reasonWhy(reason) }
  if (reason instanceof RunnerError) return stopped(reason)
  if (outcomes.length === 0) return { status: 'failed', why: say({ kind: 'no-steps' }) }
  if (leftovers.length > 0) return { status: 'broken', why: say({ kind: 'not-all-undone' }) }
  if (unseenUndos.length > 0) return { status: 'broken', why: say({ kind: 'undos-unseen', steps: unseenUndos }) }
  const steps = notRun(outcomes)
  if (steps.length === 0) return { status: 'passed' }
  const isBlocked = outcomes.every(({ status }) => status === 'blocked')
  return { status: isBlocked ? 'blocked' : 'incomplete', why: say({ kind: 'not-all-run', steps }) }
}

/** The steps that were not run, those with the same reason together. */
const notRun = (outcomes: readonly Outcome[]): readonly NotRun[] => {
  const left = outcomes.flatMap(({ status, why }, at) =>
    status === 'skipped' || status === 'blocked' ? [{ number: at + 1, status, why }] : [],
  )
  const groups = Map.groupBy(left, ({ status, why }) => `${status} ${why?.en ?? ''}`)
  return [...groups.values()].flatMap((same) => {
    const [first] = same
    if (first === undefined) return []
    const { status, why } = first
    return [{ numbers: same.map(({ number }) => number), status, ...(why === undefined ? {} : { why }) }]
  })
}

const stopped = (reason: RunnerError): Conclusion =>
  reason.code === 'cancelled' ? { status: 'cancelled' } : { status: 'broken', ...reasonWhy(reason) }

const reasonWhy = (reason: unknown): { readonly why?: Words } =>
  reason instanceof RunnerError && reason.code !== 'cancelled'
    ? { why: joined([reason.problem.what, reason.problem.hint]) }
    : {}
