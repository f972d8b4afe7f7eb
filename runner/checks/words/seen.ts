import type { Language, Words } from '../../../playbooks/model/text.ts'
import type { Observed } from '../../contract/observation.ts'
import * as en from './en.ts'
import * as zhCn from './zh-cn.ts'

type StateWords = { readonly [language in Language]: { readonly states?: { readonly [state in string]?: string } } }

/** What was seen of the world. A kind of check may have words of its own for states. */
export const saw = (seen: Observed, kind: StateWords): Words => ({
  en: en.saw(seen, kind.en.states),
  'zh-cn': zhCn.saw(seen, kind['zh-cn'].states),
})
