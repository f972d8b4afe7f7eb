const every = new Set<TabsElement>()
let made = 0

const keyOf = (group: string): string => `shipshape-${group}`

/** What a reader chose last of this kind. Where nothing can be kept, each page begins with its first tab. */
const remembered = (group: string): string | null => {
  try {
    return localStorage.getItem(keyOf(group))
  } catch {
    // Only a refused access throws, and then nothing can have been kept.
    return null
  }
}

const remember = (group: string, choice: string): void => {
  try {
    localStorage.setItem(keyOf(group), choice)
  } catch {
    // Only a refused or full storage throws: it is chosen for this page only.
  }
}

const idIn = (hash: string): string => {
  try {
    return decodeURIComponent(hash.slice(1))
  } catch {
    return '' // Nothing of this page: a “%” that encodes nothing.
  }
}

interface Tab {
  readonly choice: string
  readonly button: HTMLButtonElement
  readonly panel: HTMLElement
}

/** Which tab a key leads to; undefined for any other key. */
const placeAfter = (key: string, place: number, count: number): number | undefined => {
  switch (key) {
    case 'ArrowRight':
      return (place + 1) % count
    case 'ArrowLeft':
      return (place + count - 1) % count
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return undefined
  }
}

/**
 * `<shipshape-tabs>`: shows one of its panels, each of which is for a target or an engine. All of one kind follow one
 * choice, which is remembered for all pages. https://www.w3.org/WAI/ARIA/apg/patterns/tabs/
 */
class TabsElement extends HTMLElement {
  #tabs: readonly Tab[] = []

  connectedCallback(): void {
    if (this.#tabs.length > 0) return
    const list = document.createElement('div')
    list.setAttribute('role', 'tablist')
    this.#tabs = [...this.querySelectorAll<HTMLElement>(':scope > [data-choice]')].map((panel) => this.#tabOf(panel))
    list.append(...this.#tabs.map(({ button }) => button))
    this.prepend(list)
    every.add(this)
    this.#select(remembered(this.#group) ?? '')
    this.dataset['ready'] = ''
    this.#showLinked()
    addEventListener('hashchange', () => this.#showLinked())
  }

  get #group(): string {
    return this.dataset['group'] ?? ''
  }

  /** A link may lead to a heading in a panel that is not selected. */
  #showLinked(): void {
    // `:target` is not known yet while the page loads.
    const linked = document.getElementById(idIn(location.hash))
    const tab = this.#tabs.find(({ panel }) => panel.contains(linked))
    if (tab === undefined) return
    this.#select(tab.choice)
    linked?.scrollIntoView()
  }

  /** Selects the tab of a choice. Where it is not among them, the first one until another was selected. */
  #select(choice: string): void {
    const isHere = this.#tabs.some((tab) => tab.choice === choice)
    if (!isHere && this.dataset['ready'] !== undefined) return
    const selected = isHere ? choice : this.#tabs[0]?.choice
    for (const tab of this.#tabs) {
      const isSelected = tab.choice === selected
      tab.button.ariaSelected = String(isSelected)
      tab.button.tabIndex = isSelected ? 0 : -1
      tab.panel.dataset['selected'] = String(isSelected)
    }
  }

  #choose({ choice, button }: Tab): void {
    const top = this.getBoundingClientRect().top
    for (const tabs of every) if (tabs.#group === this.#group) tabs.#select(choice)
    remember(this.#group, choice)
    button.focus()
    // What is above may have become longer or shorter.
    scrollBy({ top: this.getBoundingClientRect().top - top, behavior: 'instant' })
  }

  #tabOf(panel: HTMLElement): Tab {
    made += 1
    const button = document.createElement('button')
    const name = panel.querySelector(':scope > .tab-name')?.textContent
    Object.assign(button, { type: 'button', className: 'tab', id: `tab-${made}`, textContent: name })
    button.setAttribute('role', 'tab')
    panel.id = `tab-panel-${made}`
    panel.setAttribute('role', 'tabpanel')
    panel.setAttribute('aria-labelledby', button.id)
    button.setAttribute('aria-controls', panel.id)
    const tab = { choice: panel.dataset['choice'] ?? '', button, panel }
    button.addEventListener('click', () => this.#choose(tab))
    button.addEventListener('keydown', (event) => this.#follow(event, tab))
    return tab
  }

  #follow(event: KeyboardEvent, from: Tab): void {
    const place = placeAfter(event.key, this.#tabs.indexOf(from), this.#tabs.length)
    const tab = place === undefined ? undefined : this.#tabs[place]
    if (tab === undefined) return
    event.preventDefault()
    this.#choose(tab)
  }
}

customElements.define('shipshape-tabs', TabsElement)
