import { slug } from 'github-slugger'
import { handWords } from '../../runner/by-hand/words.ts'
import { playbooks } from '../loaded.ts'
import { type Locale, english, locales, pathOf } from '../locales.ts'
import { siteUrl } from '../project.ts'
import { markdownPath, nameOf } from './address.ts'

/** The page that an address of the site belongs to; undefined for one that has no Markdown. */
const pageAt = (pathname: string): { readonly locale: Locale; readonly name: string } | undefined => {
  const found = locales.flatMap((locale) => {
    const path = `/${pathOf(locale)}`
    const name = pathname.startsWith(path) ? nameOf(pathname.slice(path.length).replace(/\/$/, ''), english) : undefined
    return name === undefined ? [] : [{ locale, name }]
  })
  return found[0]
}

/** In Markdown, a place is named by its heading, and that of a step has its number and its title. */
const anchorIn = ({ language }: Locale, name: string, hash: string): string => {
  const steps = playbooks.find(({ id }) => id === name)?.steps ?? []
  const index = steps.findIndex(({ id }) => hash === `#step-${id}`)
  const step = steps[index]
  return step === undefined ? hash : `#${slug(handWords[language].step(index + 1, step.title[language]))}`
}

/** The address of a link, as Markdown where it leads to a page: whoever has the text need not know where it was. */
const absolute = (link: string, locale: Locale, name: string): string => {
  const page = new URL(name === 'index' ? `/${pathOf(locale)}` : `/${pathOf(locale)}${name}/`, siteUrl)
  const url = new URL(link, page)
  const found = url.origin === page.origin && url.pathname.endsWith('/') ? pageAt(url.pathname) : undefined
  if (found === undefined) return url.href
  const file = new URL(markdownPath(found.locale, found.name), siteUrl).href
  return file + anchorIn(found.locale, found.name, url.hash)
}

/** A link, or a block of code, in which nothing is a link. */
const linkOrCode = /(^ *(`{3,})[\s\S]*?^ *\2 *$)|\]\(([^)\s]+)\)/gm

/** The Markdown of a page with the whole address in each of its links. */
export const withAbsoluteLinks = (text: string, locale: Locale, name: string): string =>
  text.replaceAll(linkOrCode, (all, code: string | undefined, _ticks, link: string) =>
    code === undefined ? `](${absolute(link, locale, name)})` : all,
  )
