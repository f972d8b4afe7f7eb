import type { Language } from '../playbooks/model/index.ts'
import { locales, pathOf } from './locales.ts'
import { en } from './words/en.ts'
import type { Phrases } from './words/phrases.ts'
import { zhCn } from './words/zh-cn.ts'

export { languageOf } from './locales.ts'
export type { Phrases } from './words/phrases.ts'

export const phrases: { readonly [language in Language]: Phrases } = { en, 'zh-cn': zhCn }

/** The folder of a language's pages, in an address. */
export const folderOf = (language: Language): string =>
  locales
    .filter((locale) => locale.language === language)
    .map(pathOf)
    .at(0) ?? ''

/** `0.8 s`, `42 s`, `3 min 05 s`, in the reader's language. */
export const inWords = (milliseconds: number, { seconds, minutes }: Phrases): string => {
  if (milliseconds < 9_950) return seconds((milliseconds / 1000).toFixed(1))
  const whole = Math.round(milliseconds / 1000)
  return whole < 60
    ? seconds(String(whole))
    : minutes(String(Math.floor(whole / 60)), String(whole % 60).padStart(2, '0'))
}
