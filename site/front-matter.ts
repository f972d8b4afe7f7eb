import { existsSync, readFileSync } from 'node:fs'
import { type Locale, pathOf } from './locales.ts'

/** What stands at the head of a page. */
export interface FrontMatter {
  readonly title: string
  readonly description: string
}

// From the folder in which the site is built: the root of the repository.
const docs = 'site/content/docs'

/** The value of a line of the head, which is YAML: plain, or between single quotation marks. */
const field = (head: string, name: string): string => {
  const [, value = ''] = new RegExp(`^${name}: (.*)$`, 'm').exec(head) ?? []
  return value.replace(/^'(.*)'$/, '$1').replaceAll("''", "'")
}

/** Of a page in a language; in English until it is translated. */
export const frontMatterOf = (locale: Locale, page: string): FrontMatter => {
  const own = `${docs}/${pathOf(locale)}${page}.mdx`
  const [, head = ''] =
    /^---\n([^]*?)\n---\n/.exec(readFileSync(existsSync(own) ? own : `${docs}/${page}.mdx`, 'utf8')) ?? []
  return { title: field(head, 'title'), description: field(head, 'description') }
}
