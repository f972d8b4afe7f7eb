import type { APIRoute } from 'astro'
import { locales } from '../locales.ts'
import { pageNames } from '../markdown/address.ts'
import { pageMarkdown } from '../markdown/page.ts'

/** All English pages in one text. */
export const GET: APIRoute = async () => {
  const [english] = locales
  if (english === undefined) return new Response(undefined, { status: 404 })
  const pages = await Promise.all(pageNames.map((name) => pageMarkdown(english, name)))
  return new Response(pages.join('\n\n'))
}
