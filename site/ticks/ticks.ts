import { languageOf } from '../locales.ts'
import { tickWords } from '../words/ticks.ts'
import { keepTicks, keyOf, readTicks, type StepHashes, type TickStorage } from './kept-ticks.ts'
import { markContents } from './mark-contents.ts'
import { Progress } from './progress.ts'
import { tickBox } from './tick-box.ts'

const nothing: TickStorage = { getItem: () => null, setItem: () => undefined, removeItem: () => undefined }

const storageHere = (): TickStorage => {
  try {
    return localStorage
  } catch {
    // A browser may keep nothing for a page: its ticks then last as long as the page.
    return nothing
  }
}

const setTicked = (step: HTMLElement, isTicked: boolean): void => {
  if (isTicked) step.dataset['ticked'] = ''
  else delete step.dataset['ticked']
  const box = step.querySelector<HTMLInputElement>('[data-part="tick"]')
  if (box !== null) box.checked = isTicked
}

/** The ticks of a page: shown in its steps, in the panel and in the table of contents, and kept in the browser. */
class Ticks {
  readonly #guide: string
  readonly #steps: readonly HTMLElement[]
  readonly #current: StepHashes
  readonly #storage = storageHere()
  readonly #say = tickWords[languageOf(document.documentElement.lang)]
  readonly #progress = new Progress(this.#say, () => this.#clear())

  constructor(guide: string, steps: readonly HTMLElement[], current: StepHashes) {
    this.#guide = guide
    this.#steps = steps
    this.#current = current
    this.#read()
    // Another tab shows the same guide.
    addEventListener('storage', ({ key }) => {
      if (key === keyOf(guide) || key === null) this.#read()
    })
    this.#followPage()
  }

  boxFor(step: HTMLElement): HTMLElement {
    return tickBox(step, this.#say, (isTicked) => {
      setTicked(step, isTicked)
      this.#keep()
    })
  }

  #followPage(): void {
    const following = new MutationObserver(markContents)
    for (const step of this.#steps) following.observe(step, { attributeFilter: ['data-status'] })
    const contents = document.querySelector('shipshape-contents')
    // The steps of a section get their links when it unfolds.
    if (contents !== null) following.observe(contents, { childList: true, subtree: true })
  }

  #ticked(): ReadonlySet<string> {
    const ticked = this.#steps.filter(({ dataset }) => dataset['ticked'] !== undefined)
    return new Set(ticked.map(({ dataset }) => dataset['step'] ?? ''))
  }

  #read(): void {
    const ticked = readTicks(this.#storage, this.#guide, this.#current)
    for (const step of this.#steps) setTicked(step, ticked.has(step.dataset['step'] ?? ''))
    this.#show()
  }

  #keep(): void {
    try {
      keepTicks(this.#storage, this.#guide, this.#ticked(), this.#current)
    } catch {
      // The browser’s storage is full or closed: the page still shows what was ticked.
    }
    this.#show()
  }

  #clear(): void {
    for (const step of this.#steps) setTicked(step, false)
    this.#keep()
  }

  #show(): void {
    this.#progress.show(this.#ticked().size, this.#steps.length)
    markContents()
  }
}

/** Shows and keeps what the reader ticks. Returns what makes the box of a step. */
export const followTicks = (
  guide: string,
  steps: readonly HTMLElement[],
  current: StepHashes,
): ((step: HTMLElement) => HTMLElement) => {
  const ticks = new Ticks(guide, steps, current)
  return (step) => ticks.boxFor(step)
}
