import { readdir } from 'node:fs/promises'
import { frontMatterOf } from '../../site/front-matter.ts'
import { locales, pathOf } from '../../site/locales.ts'
import { pageNames } from '../site/support/page-source.ts'
import type { Card } from './card.ts'

/** The addresses of all pages of a built site. */
export const pagesOf = async (site: string): Promise<readonly string[]> =>
  (await readdir(site, { recursive: true }))
    .filter((file) => file.endsWith('index.html'))
    .map((file) => `/${file.replace(/index\.html$/, '')}`)
    .sort()

/** A card for each page, by the name of its file. */
export const cardsOf = async (): Promise<readonly (Card & { readonly name: string })[]> => {
  const names = await pageNames('en')
  return locales.flatMap((locale) =>
    names.map((name) => ({
      name: `${pathOf(locale)}${name}`.replaceAll('/', '-'),
      lang: locale.lang,
      ...frontMatterOf(locale, name),
    })),
  )
}
