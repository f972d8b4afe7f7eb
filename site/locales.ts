import type { Language } from '../playbooks/model/index.ts'

/** A language that the pages are read in. */
export interface Locale {
  /** Its folder in `site/content/docs` and in addresses; English is at the root. */
  readonly folder: string
  /** As in HTML's `lang` attribute (BCP 47). */
  readonly lang: string
  /** Its own name for itself. */
  readonly label: string
  /** The language of steps, checks and buttons on its pages: English until they are translated. */
  readonly language: Language
}

export const english: Locale = { folder: '', lang: 'en', label: 'English', language: 'en' }

/** Every language that there are pages in. A page that is not translated yet is shown in English. */
export const locales: readonly Locale[] = [
  english,
  { folder: 'zh-cn', lang: 'zh-CN', label: '简体中文', language: 'zh-cn' },
]

/** The locale of a page, by its `lang` attribute. */
export const localeOf = (lang: string): Locale =>
  locales.find((locale) => locale.lang.toLowerCase() === lang.toLowerCase()) ?? english

/** In which language a page's steps, checks and buttons are, by the page's `lang` attribute. */
export const languageOf = (lang: string): Language => localeOf(lang).language

/** `zh-cn/`; empty for English. */
export const pathOf = ({ folder }: Locale): string => (folder === '' ? '' : `${folder}/`)
