import { part } from '../part.ts'
import type { SearchBox } from './search-box.ts'

/** `<shipshape-search>`: opens the dialog. What searches is loaded by the first opening: most search nothing. */
class SearchElement extends HTMLElement {
  #box: Promise<SearchBox> | undefined
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
    void this.#load()
  }

  #load(): Promise<SearchBox> {
    this.#box ??= import('./search-box.ts').then(({ SearchBox }) => new SearchBox(this, this.#field))
    return this.#box
  }

  async #search(): Promise<void> {
    const box = await this.#load()
    await box.search(this.#pasted?.shown === this.#field.value ? this.#pasted.whole : undefined)
  }
}

customElements.define('shipshape-search', SearchElement)
