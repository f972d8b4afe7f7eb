import type { Language } from '../../playbooks/model/text.ts'
import { make, part, setText } from '../runner/dom.ts'
import { languageOf } from '../locales.ts'
import { searchWords, type SearchWords } from '../words/search.ts'
import type { KnownError } from './known-errors.ts'
import { loadErrors } from './load-errors.ts'
import { loadPagefind, type Pagefind, type PagefindSearch } from './pagefind.ts'
import { errorResult, pageResult } from './results.ts'

const pagesAtOnce = 8

/** `<shipshape-search>`: a dialog that searches the pages, and recognises an error that is pasted. */
class SearchElement extends HTMLElement {
  readonly #language: Language = languageOf(document.documentElement.lang)
  #pagefind: Promise<Pagefind> | undefined
  /** What was pasted, with its line ends: the field itself keeps none. */
  #pasted: { readonly shown: string; readonly whole: string } | undefined

  connectedCallback(): void {
    const dialog = this.#dialog
    part(this, 'open').addEventListener('click', () => this.#open())
    part(this, 'close').addEventListener('click', () => dialog.close())
    dialog.addEventListener('click', ({ target }) => {
      if (target === dialog || target instanceof HTMLAnchorElement) dialog.close()
    })
    document.addEventListener('keydown', (event) => this.#onKey(event))
    this.#field.addEventListener('paste', ({ clipboardData }) => {
      const whole = clipboardData?.getData('text') ?? ''
      setTimeout(() => (this.#pasted = { shown: this.#field.value, whole }))
    })
    this.#field.addEventListener('input', () => setTimeout(() => void this.#search()))
    part(this, 'open').hidden = false
  }

  get #dialog(): HTMLDialogElement {
    return part(this, 'dialog') as HTMLDialogElement // the page is built with a dialog there
  }

  get #field(): HTMLInputElement {
    return part(this, 'field') as HTMLInputElement // the page is built with an input there
  }

  #onKey(event: KeyboardEvent): void {
    const isTyping = event.target instanceof HTMLElement && event.target.matches('input, textarea, select')
    const isSlash = event.key === '/' && !isTyping
    if (!isSlash && !(event.key === 'k' && (event.metaKey || event.ctrlKey))) return
    event.preventDefault()
    if (this.#dialog.open) this.#dialog.close()
    else this.#open()
  }

  #open(): void {
    this.#dialog.showModal()
    this.#field.select()
    void loadErrors(this.#language).catch(() => undefined)
    void this.#load().catch(() => setText(part(this, 'state'), searchWords[this.#language].noIndex))
  }

  #load(): Promise<Pagefind> {
    this.#pagefind ??= loadPagefind()
    this.#pagefind.catch(() => (this.#pagefind = undefined))
    return this.#pagefind
  }

  async #search(): Promise<void> {
    const shown = this.#field.value
    const words = shown.trim()
    if (words === '') {
      this.#show([], '')
      return
    }
    setText(part(this, 'state'), searchWords[this.#language].searching)
    const [errors, found] = await Promise.all([
      this.#errorsIn(this.#pasted?.shown === shown ? this.#pasted.whole : words),
      this.#pagesFor(words),
    ])
    if (this.#field.value === shown && found !== null) await this.#showFound(words, errors, found)
  }

  async #errorsIn(text: string): Promise<readonly KnownError[]> {
    // Loaded by the first search: most readers of a page search nothing.
    const [known, { recogniseAll }] = await Promise.all([
      loadErrors(this.#language).catch(() => []),
      import('../../playbooks/troubleshooting/recognise.ts'),
    ])
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
    part(this, 'results').replaceWith(list)
    setText(part(this, 'state'), state)
  }
}

const stateOf = (words: string, shown: number, found: PagefindSearch | undefined, say: SearchWords): string => {
  if (found === undefined) return say.noIndex
  return shown === 0 ? say.nothing(words) : say.found(found.results.length)
}

customElements.define('shipshape-search', SearchElement)
