import type { Words } from '../../playbooks/model/text.ts'
import type { CheckReport, Report } from './report.ts'
import { isWhole } from './scope.ts'

/** Joins sentences, in Chinese without spaces. */
export const joined = (sentences: readonly Words[]): Words => ({
  en: sentences.map(({ en }) => en).join(' '),
  'zh-cn': sentences.map((sentence) => sentence['zh-cn']).join(''),
})

/** The sentence for a check that does not hold; empty for one that does. */
export const brokenPromise = ({ assertion, verdict }: CheckReport): readonly Words[] =>
  verdict.holds !== false
    ? []
    : [
        {
          en: `“${assertion.en}” does not hold: expected ${verdict.expected.en}, saw ${verdict.saw.en}.`,
          'zh-cn': `“${assertion['zh-cn']}”不成立：应为${verdict.expected['zh-cn']}，看到${verdict.saw['zh-cn']}。`,
        },
      ]

/** Which steps of how many, inside a sentence: `all 44 steps`, `steps 1–10 of 44`. */
export const scopeWords = (
  run: Pick<Report, 'scope' | 'continuedFrom'> & { readonly steps: readonly { readonly id: string }[] },
): Words => {
  const { of } = run.scope
  const from = run.steps.findIndex(({ id }) => id === run.continuedFrom) + 1
  if (from > 1) return stepsOf(from, run.steps.length, of)
  if (isWhole(run))
    return of === 1
      ? { en: 'its only step', 'zh-cn': '唯一的一步' }
      : { en: `all ${of} steps`, 'zh-cn': `全部 ${of} 步` }
  const last = run.steps.length
  return stepsOf(1, last, of)
}

const stepsOf = (first: number, last: number, of: number): Words =>
  first === last
    ? { en: `step ${first} of ${of}`, 'zh-cn': `第 ${first} 步（共 ${of} 步）` }
    : { en: `steps ${first}–${last} of ${of}`, 'zh-cn': `第 ${first}–${last} 步（共 ${of} 步）` }

/** The used stand-ins as a sentence without its full stop; undefined when there are none. */
export const standInWords = ({ status, standIns }: Pick<Report, 'status' | 'standIns'>): Words | undefined => {
  if (standIns.length === 0) return undefined
  const images = standIns.map(({ image }) => image)
  const [en, zhCn] = [images.join(', '), images.join('、')]
  return status === 'passed'
    ? { en: `Verified with stand-ins for ${en}`, 'zh-cn': `验证时使用了替身镜像：${zhCn}` }
    : { en: `Stand-ins were used for ${en}`, 'zh-cn': `使用了替身镜像：${zhCn}` }
}

/** The sentence for a check that could not be looked at; empty for any other. */
export const blindCheck = ({ assertion, verdict }: CheckReport): readonly Words[] =>
  verdict.holds !== null
    ? []
    : [
        {
          en: `“${assertion.en}” is not known: could not look: ${verdict.reason.en}.`,
          'zh-cn': `“${assertion['zh-cn']}”是否成立未知：无法观察：${verdict.reason['zh-cn']}。`,
        },
      ]
