import type { APIRoute, GetStaticPaths } from 'astro'
import { type Locale, locales, pathOf } from '../locales.ts'
import { pageNames } from '../markdown/address.ts'
import { pageMarkdown } from '../markdown/page.ts'

interface Props {
  readonly locale: Locale
  readonly name: string
}

export const getStaticPaths = (() =>
  locales.flatMap((locale) =>
    pageNames.map((name) => ({ params: { page: `${pathOf(locale)}${name}` }, props: { locale, name } })),
  )) satisfies GetStaticPaths

/** A page as Markdown, at its own address. */
export const GET: APIRoute<{ [name in keyof Props]: Props[name] }> = async ({ props: { locale, name } }) =>
  new Response(await pageMarkdown(locale, name), { headers: { 'Content-Type': 'text/markdown; charset=utf-8' } })
