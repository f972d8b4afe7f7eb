import type { Language } from '../../playbooks/model/index.ts'

const formats = { en: ['en-GB', 'medium'], 'zh-cn': ['zh-CN', 'long'] } as const

/** A day such as `2026-11-22` as a language writes it: `22 Nov 2026`, `2026年11月22日`. */
export const dayIn = (language: Language, day: string): string => {
  const [locale, dateStyle] = formats[language]
  return new Intl.DateTimeFormat(locale, { dateStyle, timeZone: 'UTC' }).format(Date.parse(day))
}
