import { defineRouteMiddleware } from '@astrojs/starlight/route-data'

/** On a phone the table of contents has the sections only; `TableOfContents.astro` adds their headings and steps. */
export const onRequest = defineRouteMiddleware(({ locals }) => {
  const { toc } = locals.starlightRoute
  if (toc === undefined) return
  toc.maxHeadingLevel = 2
  toc.items = toc.items.map((item) => ({ ...item, children: [] }))
})
