import type { Words } from '../model/index.ts'

/**
 * Where something is taught or corrected. By names, so that this list needs no guide to load; a test looks up each of
 * them, in both languages.
 */
export type Place =
  | { readonly kind: 'step'; readonly guide: string; readonly step: string }
  /** A heading of a page, as it is written there. */
  | { readonly kind: 'heading'; readonly page: string; readonly heading: Words }
  /** An entry of the errata. */
  | { readonly kind: 'erratum'; readonly note: string; readonly id: string }

/** Something that an old note says or shows. */
export interface CoveredItem {
  readonly item: Words
  readonly places: readonly [Place, ...Place[]]
}

/** An old note, and everything in it. */
export interface CoveredNote {
  /** As in the errata. */
  readonly id: string
  readonly items: readonly [CoveredItem, ...CoveredItem[]]
}

/** What the note says, in each language, and where it is taught or corrected. */
export const item = (en: string, zhCn: string, first: Place, ...more: readonly Place[]): CoveredItem => ({
  item: { en, 'zh-cn': zhCn },
  places: [first, ...more],
})

export const step = (guide: string, id: string): Place => ({ kind: 'step', guide, step: id })
export const heading = (page: string, en: string, zhCn: string): Place => ({
  kind: 'heading',
  page,
  heading: { en, 'zh-cn': zhCn },
})
export const erratum = (note: string, id: string): Place => ({ kind: 'erratum', note, id })
