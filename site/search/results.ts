import { make } from '../runner/dom.ts'
import type { SearchWords } from '../words/search.ts'
import type { KnownError } from './known-errors.ts'
import type { PagefindPage } from './pagefind.ts'

/** The text of an excerpt, with the words that were found marked, and no other element. */
const excerptOf = (html: string): HTMLElement => {
  const shown = make('p', 'search-excerpt')
  for (const node of new DOMParser().parseFromString(html, 'text/html').body.childNodes)
    shown.append(node.nodeName === 'MARK' ? make('mark', '', node.textContent ?? '') : (node.textContent ?? ''))
  return shown
}

const link = (href: string, text: string): HTMLAnchorElement => {
  const shown = make('a', '', text)
  shown.href = href
  return shown
}

const sectionsShown = 3

/** A page that was found, with the places on it. */
export const pageResult = ({ url, meta, excerpt, sub_results: sections }: PagefindPage): HTMLLIElement => {
  const item = make('li', 'search-page')
  item.append(link(url, meta.title ?? url))
  const places = sections.filter((section) => section.url !== url).slice(0, sectionsShown)
  if (places.length === 0) item.append(excerptOf(excerpt))
  else item.append(sectionList(places))
  return item
}

const sectionList = (places: PagefindPage['sub_results']): HTMLUListElement => {
  const list = make('ul', 'search-places')
  for (const place of places) {
    const item = make('li', '')
    item.append(link(place.url, place.title), excerptOf(place.excerpt))
    list.append(item)
  }
  return list
}

/** The error that was recognised, as the first result. */
export const errorResult = ({ title, href }: KnownError, say: SearchWords): HTMLLIElement => {
  const item = make('li', 'search-error')
  item.append(make('p', 'search-known', say.knownError), link(href, title))
  return item
}
