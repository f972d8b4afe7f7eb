import type { Words } from '../../playbooks/model/text.ts'
import { RunnerError } from '../errors.ts'
import type { Problem, RunStatus } from '../protocol/events.ts'
import { joined } from '../protocol/sentences.ts'
import type { Outcome } from './step.ts'

export interface Ended {
  readonly outcomes: readonly Outcome[]
  readonly leftovers: readonly Problem[]
  readonly missing?: readonly Problem[]
  /** Why the run stopped early, if it did. */
  readonly reason: unknown
}

interface Conclusion {
  readonly status: RunStatus
  readonly why?: Words
}

/** The status of a run. A later event never hides the first failure; only a complete, clean run is `passed`. */
export const statusOf = ({ outcomes, leftovers, missing, reason }: Ended): Conclusion => {
  if (missing !== undefined)
    return {
      status: 'blocked',
      why: { en: 'Something is missing on this computer.', 'zh-cn': '这台电脑缺少运行所需的条件。' },
    }
  if (outcomes.some((outcome) => outcome.status === 'failed')) return { status: 'failed' }
  if (outcomes.some((outcome) => outcome.status === 'broken')) return { status: 'broken', ...reasonWhy(reason) }
  if (reason instanceof RunnerError) return stopped(reason)
  if (outcomes.length === 0)
    return {
      status: 'failed',
      why: { en: 'No steps were run.', 'zh-cn': '没有运行任何步骤。' },
    }
  if (leftovers.length > 0)
    return {
      status: 'broken',
      why: {
        en: 'Every step passed, but not everything could be undone.',
        'zh-cn': '每一步都通过了，但有些操作无法撤销。',
      },
    }
  return outcomes.every((outcome) => outcome.status === 'passed')
    ? { status: 'passed' }
    : { status: 'incomplete', why: { en: 'Not every step was run.', 'zh-cn': '有的步骤没有运行。' } }
}

const stopped = (reason: RunnerError): Conclusion =>
  reason.code === 'cancelled' ? { status: 'cancelled' } : { status: 'broken', ...reasonWhy(reason) }

const reasonWhy = (reason: unknown): { readonly why?: Words } =>
  reason instanceof RunnerError && reason.code !== 'cancelled'
    ? { why: joined([reason.words.message, reason.words.hint]) }
    : {}
