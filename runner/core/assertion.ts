import type { Words } from '../../playbooks/model/text.ts'
import type { ActualCheck } from '../targets/target.ts'
import { en } from './wording/en.ts'
import type { Wording } from './wording/wording.ts'
import { zhCn } from './wording/zh-cn.ts'

/** The same in every language. */
export const inEvery = (describe: (wording: Wording) => string): Words => ({
  en: describe(en),
  'zh-cn': describe(zhCn),
})

/** What a check asserts, in one line for people. */
export const assertion = (check: ActualCheck): Words => inEvery((wording) => wording.assertion(check))

/** A command's output, in one line between quotation marks. */
export const excerpt = (text: string): Words => inEvery((wording) => wording.wrote(text))
