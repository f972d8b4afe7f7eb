import type { Reason, Say } from '../core/reason.ts'
import type { Dictionary } from './dictionary.ts'
import { en } from './en.ts'
import { zhCn } from './zh-cn.ts'

const sayIn = (dictionary: Dictionary, reason: Reason): string => {
  const entry = dictionary[reason.kind] as (reason: Reason) => string // found by the reason's own kind
  return entry(reason)
}

/** Says a reason in every language. */
export const say: Say = (reason) => ({ en: sayIn(en, reason), 'zh-cn': sayIn(zhCn, reason) })
