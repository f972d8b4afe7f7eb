import { fill } from '../reading/fold.ts'

/** Where a reader reads: a third of the window down. */
const readingLine = (): number => innerHeight / 3

/** The last of some elements, in the order of the page, that begins above the reading line. */
const lastAbove = (elements: readonly HTMLElement[]): HTMLElement | undefined => {
  const line = readingLine()
  let [low, high] = [0, elements.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((elements[middle]?.getBoundingClientRect().top ?? 0) <= line) low = middle + 1
    else high = middle
  }
  return elements[low - 1]
}

/** `<shipshape-contents>`: the table of contents, which unfolds the section that is being read. */
class ContentsElement extends HTMLElement {
  #leaving = new AbortController()
  #headings: readonly HTMLElement[] = []
  #isWaiting = false

  connectedCallback(): void {
    this.#leaving = new AbortController()
    this.#headings = [...document.querySelectorAll<HTMLElement>('main :is(h1, h2, h3)[id]')]
    const soon = (): void => this.#showSoon()
    for (const name of ['scroll', 'resize'])
      addEventListener(name, soon, { passive: true, signal: this.#leaving.signal })
    soon()
  }

  disconnectedCallback(): void {
    this.#leaving.abort()
  }

  #showSoon(): void {
    if (this.#isWaiting) return
    this.#isWaiting = true
    requestAnimationFrame(() => {
      this.#isWaiting = false
      this.#show(lastAbove(this.#headings))
    })
  }

  /** Marks the link to a heading; one that has none belongs to the one before it. */
  #show(heading: HTMLElement | undefined): void {
    const at = heading === undefined ? 0 : this.#headings.indexOf(heading)
    const before = this.#headings.slice(0, at + 1)
    const section = before.findLast(({ id }) => this.#linkTo(id)?.closest('shipshape-contents > nav > ul > li > a'))
    const item = section && this.#linkTo(section.id)?.parentElement
    if (item) this.#open(item)
    const link = before.map(({ id }) => this.#linkTo(id)).findLast((each) => each !== null)
    for (const each of this.querySelectorAll('[aria-current]')) if (each !== link) each.removeAttribute('aria-current')
    link?.setAttribute('aria-current', 'true')
  }

  #open(section: HTMLElement): void {
    if (section.dataset['open'] !== undefined) return
    fill(section)
    for (const each of this.querySelectorAll<HTMLElement>('[data-open]')) delete each.dataset['open']
    section.dataset['open'] = ''
  }

  #linkTo(id: string): HTMLElement | null {
    return this.querySelector(`a[href="#${CSS.escape(id)}"]`)
  }
}

customElements.define('shipshape-contents', ContentsElement)
