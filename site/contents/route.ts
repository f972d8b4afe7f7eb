import { type StarlightRouteData, defineRouteMiddleware } from '@astrojs/starlight/route-data'

/** On a phone the table of contents has the sections only; `TableOfContents.astro` adds their headings and steps. */
const withSectionsOnly = (toc: NonNullable<StarlightRouteData['toc']>): void => {
  toc.maxHeadingLevel = 2
  toc.items = toc.items.map((item) => ({ ...item, children: [] }))
}

/** The page for a missing address has none of its own, in no language. */
const withoutAddress = (head: StarlightRouteData['head']): StarlightRouteData['head'] =>
  head.filter(
    ({ attrs }) => !['canonical', 'alternate'].includes(String(attrs?.['rel'])) && attrs?.['property'] !== 'og:url',
  )

export const onRequest = defineRouteMiddleware(({ locals: { starlightRoute } }) => {
  if (starlightRoute.toc !== undefined) withSectionsOnly(starlightRoute.toc)
  if (starlightRoute.id === '404') starlightRoute.head = withoutAddress(starlightRoute.head)
})
