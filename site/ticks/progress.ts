import { make, setText } from '../runner/dom.ts'
import type { TickWords } from '../words/ticks.ts'

/** How many steps are ticked: in the panel of the guide, where it is announced, and in the table of contents. */
export class Progress {
  readonly #say: TickWords
  readonly #line = make('p', 'tick-count')
  readonly #count = make('span', '')
  readonly #clear: HTMLButtonElement
  readonly #short = make('span', 'tick-count')

  constructor(say: TickWords, onClear: () => void) {
    this.#say = say
    this.#clear = make('button', '', say.clear)
    this.#clear.type = 'button'
    this.#clear.hidden = true
    this.#clear.addEventListener('click', () => {
      onClear()
      setText(this.#count, say.cleared)
      // The button that had the focus is gone.
      this.#line.focus()
    })
    this.#count.role = 'status'
    this.#line.tabIndex = -1
    this.#line.append(this.#count, ' ', this.#clear)
    document.querySelector('shipshape-run .run-facts')?.after(this.#line)
    document.querySelector('shipshape-contents h2')?.append(' ', this.#short)
  }

  show(ticked: number, steps: number): void {
    setText(this.#count, ticked === 0 ? '' : this.#say.count(ticked, steps))
    setText(this.#short, ticked === 0 ? '' : this.#say.short(ticked, steps))
    this.#clear.hidden = ticked === 0
  }
}
