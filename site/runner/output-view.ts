import { harmlessInColour, isOverwritten, rawText } from '../../runner/protocol/harmless.ts'
import { colouredOf } from '../recording/coloured.ts'
import type { Phrases } from '../words.ts'
import { clip } from './clip.ts'
import { make, setText } from './dom.ts'

const atEnd = (box: HTMLElement): boolean => box.scrollHeight - box.scrollTop - box.clientHeight < 8

/**
 * A box with what a program writes. It follows the end, unless the reader has scrolled away from it. Where a carriage
 * return has overwritten something, it says so, and can show every character as it was written.
 */
export class OutputView {
  readonly element: HTMLElement
  readonly #box: HTMLPreElement
  readonly #overwritten = make('p', 'overwritten')
  readonly #switch = make('button', 'as-written')
  readonly #say: Phrases
  #raw = ''
  #isAsWritten = false

  constructor(label: string, say: Phrases) {
    this.#say = say
    this.element = make('div', 'output')
    this.#box = make('pre', '')
    this.#box.tabIndex = 0
    // Not a landmark: a run has many of the same name.
    this.#box.setAttribute('role', 'group')
    this.#box.setAttribute('aria-label', label)
    this.#switch.type = 'button'
    this.#switch.addEventListener('click', () => {
      this.#isAsWritten = !this.#isAsWritten
      this.#draw()
    })
    this.#overwritten.append(`${say.overwritten} `, this.#switch)
    this.element.append(make('p', 'output-label', label), this.#overwritten, this.#box)
    this.element.hidden = true
  }

  update(raw: string): void {
    this.element.hidden = raw === ''
    if (raw === this.#raw) return
    this.#raw = raw
    const following = atEnd(this.#box)
    this.#draw()
    if (following) this.#box.scrollTop = this.#box.scrollHeight
  }

  #draw(): void {
    this.#overwritten.hidden = !isOverwritten(this.#raw)
    this.#isAsWritten &&= !this.#overwritten.hidden
    setText(this.#switch, this.#isAsWritten ? this.#say.showReadable : this.#say.showAsWritten)
    const text = this.#isAsWritten ? rawText(this.#raw) : harmlessInColour(this.#raw)
    const { head, hiddenKilobytes, tail } = clip(text)
    this.#write(hiddenKilobytes === 0 ? head : `${head}${this.#say.hidden(hiddenKilobytes)}\n${tail}`)
  }

  /** In its colours where it has any. */
  #write(text: string): void {
    const parts = colouredOf(text)
    if (parts.every(({ classes }) => classes.length === 0)) setText(this.#box, text)
    else this.#box.replaceChildren(...parts.map(({ text: part, classes }) => make('span', classes.join(' '), part)))
  }
}
