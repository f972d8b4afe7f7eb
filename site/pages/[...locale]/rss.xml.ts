import rss from '@astrojs/rss'
import type { APIRoute, GetStaticPaths } from 'astro'
import { marksOf } from '../../evidence/kept.ts'
import { markText } from '../../evidence/words.ts'
import { frontMatterOf } from '../../front-matter.ts'
import { playbooks } from '../../loaded.ts'
import { type Locale, locales, pathOf } from '../../locales.ts'
import { siteUrl } from '../../project.ts'
import { feedWords } from '../../words/feed.ts'

export const getStaticPaths = (() =>
  locales.map((locale) => ({
    params: { locale: locale.folder === '' ? undefined : locale.folder },
    props: { locale },
  }))) satisfies GetStaticPaths

/** One entry for each proof: a reader hears of a guide when it was changed and verified again. */
export const GET: APIRoute<{ readonly locale: Locale }> = ({ props: { locale } }) => {
  const items = playbooks.flatMap((guide) => {
    const { title, description } = frontMatterOf(locale, guide.id)
    return marksOf(guide).flatMap(({ mark }) =>
      'date' in mark
        ? [
            {
              title,
              description: `${markText(mark, locale.language)} ${description}`,
              link: `/${pathOf(locale)}${guide.id}/`,
              pubDate: new Date(mark.date),
            },
          ]
        : [],
    )
  })
  const { title, description } = feedWords[locale.language]
  return rss({ title, description, site: siteUrl, items, customData: `<language>${locale.lang}</language>` })
}
