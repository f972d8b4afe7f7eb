import type { Check } from '../../playbooks/model/check.ts'
import { type Words, milliseconds } from '../../playbooks/model/text.ts'
import type { ExecResult } from '../contract/session.ts'
import { inWords } from './clock.ts'
import type { PlannedStep } from './plan.ts'

type Judged = Pick<PlannedStep, 'expectFailure' | 'checks' | 'deadlineMs'>

/**
 * What is wrong with how a command ended, in one sentence; undefined when it ended as the guide says.
 * Without a declared failure and without a check of its own for the exit code, that must be 0.
 */
export const actionFault = (step: Judged, result: ExecResult): Words | undefined => {
  if (result.ended === 'cancelled') return { en: 'The command was ended from outside.', 'zh-cn': '命令被外部终止。' }
  const { expectFailure } = step
  if (expectFailure?.kind === 'hangs') return surpriseEnd(milliseconds(expectFailure.for), result)
  if (result.ended === 'deadline') return overdue(inWords(step.deadlineMs))
  if (expectFailure?.kind === 'exits') return surpriseCode(expectFailure.code, result.exitCode)
  if (result.exitCode === 0 || step.checks.some(asksForCode)) return undefined
  const code = String(result.exitCode)
  return { en: `The command ended with exit code ${code}.`, 'zh-cn': `命令以退出码 ${code} 结束。` }
}

const overdue = (time: string): Words => ({
  en: `The command was still running after ${time} and was ended.`,
  'zh-cn': `命令 ${time} 后仍在运行，已被终止。`,
})

const asksForCode = (check: Check): boolean => check.kind === 'exit-code'

const surpriseEnd = (forMs: number, { ended, exitCode, milliseconds: took }: ExecResult): Words | undefined => {
  if (ended === 'deadline') return undefined
  const how = howEnded(exitCode)
  return {
    en: `The command was expected to hang for ${inWords(forMs)}, but it ${how.en} after ${inWords(took)}.`,
    'zh-cn': `命令本应卡住 ${inWords(forMs)}，但 ${inWords(took)} 后${how['zh-cn']}。`,
  }
}

const surpriseCode = (expected: number, exitCode: number | null): Words | undefined => {
  if (exitCode === expected) return undefined
  const how = howEnded(exitCode)
  return {
    en: `The command was expected to fail with exit code ${expected}, but it ${how.en}.`,
    'zh-cn': `命令本应以退出码 ${expected} 失败，但它${how['zh-cn']}。`,
  }
}

const howEnded = (exitCode: number | null): Words =>
  exitCode === 0
    ? { en: 'succeeded', 'zh-cn': '成功了' }
    : { en: `ended with exit code ${String(exitCode)}`, 'zh-cn': `以退出码 ${String(exitCode)} 结束了` }
