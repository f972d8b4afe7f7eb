import type { Language } from '../../playbooks/model/text.ts'
import { recogniseAll } from '../../playbooks/troubleshooting/recognise.ts'
import { languageOf } from '../locales.ts'
import { part } from '../part.ts'
import { make, setText } from '../runner/dom.ts'
import { searchWords, type SearchWords } from '../words/search.ts'
import type { KnownError } from './known-errors.ts'
import { loadErrors } from './load-errors.ts'
import { loadPagefind, type Pagefind, type PagefindSearch } from './pagefind.ts'
import { errorResult, pageResult } from './results.ts'

const pagesAtOnce = 8

/** Searches the pages for what stands in the field, recognises an error there, and shows what was found. */
export class SearchBox {
  readonly #root: HTMLElement
  readonly #field: HTMLInputElement
  readonly #language: Language = languageOf(document.documentElement.lang)
  #pagefind: Promise<Pagefind> | undefined

  /** Begins to load what a search needs. */
  constructor(root: HTMLElement, field: HTMLInputElement) {
    this.#root = root
    this.#field = field
    void loadErrors(this.#language).catch(() => undefined)
    void this.#load().catch(() => setText(part(root, 'state'), searchWords[this.#language].noIndex))
  }

  #load(): Promise<Pagefind> {
    this.#pagefind ??= loadPagefind()
    this.#pagefind.catch(() => (this.#pagefind = undefined))
    return this.#pagefind
  }

  /** `pasted` is the whole text of which the field shows a single line; undefined where it was typed. */
  async search(pasted: string | undefined): Promise<void> {
    const shown = this.#field.value
    const words = shown.trim()
    if (words === '') {
      this.#show([], '')
      return
    }
    setText(part(this.#root, 'state'), searchWords[this.#language].searching)
    const [errors, found] = await Promise.all([this.#errorsIn(pasted ?? words), this.#pagesFor(words)])
    if (this.#field.value === shown && found !== null) await this.#showFound(words, errors, found)
  }

  async #errorsIn(text: string): Promise<readonly KnownError[]> {
    const known = await loadErrors(this.#language).catch(() => [])
    return recogniseAll(text, known).map(({ symptom }) => symptom)
  }

  /** null when another search has begun meanwhile; undefined without an index. */
  async #pagesFor(words: string): Promise<PagefindSearch | null | undefined> {
    const pagefind = await this.#load().catch(() => undefined)
    return pagefind?.debouncedSearch(words)
  }

  async #showFound(words: string, errors: readonly KnownError[], found: PagefindSearch | undefined): Promise<void> {
    const say = searchWords[this.#language]
    const pages = await Promise.all((found?.results ?? []).slice(0, pagesAtOnce).map(({ data }) => data()))
    const items = [...errors.map((error) => errorResult(error, say)), ...pages.map(pageResult)]
    this.#show(items, stateOf(words, items.length, found, say))
  }

  #show(items: readonly HTMLLIElement[], state: string): void {
    const list = make('ul', 'search-results')
    list.dataset['part'] = 'results'
    list.append(...items)
    part(this.#root, 'results').replaceWith(list)
    setText(part(this.#root, 'state'), state)
  }
}

const stateOf = (words: string, shown: number, found: PagefindSearch | undefined, say: SearchWords): string => {
  if (found === undefined) return say.noIndex
  return shown === 0 ? say.nothing(words) : say.found(found.results.length)
}
