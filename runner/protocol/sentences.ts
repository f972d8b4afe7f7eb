import type { Words } from '../../playbooks/model/text.ts'
import type { CheckReport } from './report.ts'

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
