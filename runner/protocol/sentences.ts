import type { Words } from '../../playbooks/model/text.ts'
import type { CheckReport } from './report.ts'

/** Sentences one after the other; in Chinese no space is between them. */
export const joined = (sentences: readonly Words[]): Words => ({
  en: sentences.map(({ en }) => en).join(' '),
  'zh-cn': sentences.map((sentence) => sentence['zh-cn']).join(''),
})

/** That a check does not hold. Nothing for one that does. */
export const brokenPromise = ({ assertion, verdict }: CheckReport): readonly Words[] =>
  verdict.holds
    ? []
    : [
        {
          en: `“${assertion.en}” does not hold: expected ${verdict.expected.en}, saw ${verdict.saw.en}.`,
          'zh-cn': `“${assertion['zh-cn']}”不成立：应为${verdict.expected['zh-cn']}，看到${verdict.saw['zh-cn']}。`,
        },
      ]
