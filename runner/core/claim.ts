import type { Words } from '../../playbooks/model/text.ts'
import type { ActualCheck } from '../targets/target.ts'
import { en } from './telling/en.ts'
import type { Telling } from './telling/telling.ts'
import { zhCn } from './telling/zh-cn.ts'

/** The same told in every language. */
export const inEvery = (tell: (telling: Telling) => string): Words => ({ en: tell(en), 'zh-cn': tell(zhCn) })

/** What a check claims, in one line for a person. */
export const claim = (check: ActualCheck): Words => inEvery((telling) => telling.claim(check))

/** What a command wrote, in one line between quotation marks. */
export const excerpt = (text: string): Words => inEvery((telling) => telling.wrote(text))
