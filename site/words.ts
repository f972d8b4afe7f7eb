import type { Language } from '../playbooks/model/index.ts'
import { en } from './words/en.ts'
import type { Phrases } from './words/phrases.ts'
import { zhCn } from './words/zh-cn.ts'

export type { Phrases } from './words/phrases.ts'

export const phrases: { readonly [language in Language]: Phrases } = { en, 'zh-cn': zhCn }

/** The language of a page, by its `lang` attribute. */
export const languageOf = (lang: string): Language => (lang.toLowerCase() === 'zh-cn' ? 'zh-cn' : 'en')

/** The folder of a language's pages. */
export const folderOf = (language: Language): string => (language === 'en' ? '' : `${language}/`)

/** `0.8 s`, `42 s`, `3 min 05 s`. */
export const spoken = (milliseconds: number): string => {
  if (milliseconds < 9_950) return `${(milliseconds / 1000).toFixed(1)} s`
  const seconds = Math.round(milliseconds / 1000)
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`
}
