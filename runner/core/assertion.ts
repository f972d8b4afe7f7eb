import type { Words } from '../../playbooks/model/text.ts'
import type { ActualCheck } from '../contract/rendered.ts'
import { en } from './wording/en.ts'
import type { Wording } from './wording/wording.ts'
import { zhCn } from './wording/zh-cn.ts'

/** The same told in every language. */
export const inEvery = (describe: (wording: Wording) => string): Words => ({
  en: describe(en),
  'zh-cn': describe(zhCn),
})

/** What a check claims, in one line for a person. */
export const assertion = (check: ActualCheck): Words => inEvery((wording) => wording.assertion(check))

/** What a command wrote, in one line between quotation marks. */
export const excerpt = (text: string): Words => inEvery((wording) => wording.wrote(text))
