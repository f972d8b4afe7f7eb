import { harmless } from '../../runner/protocol/harmless.ts'
import type { Phrases } from '../words.ts'
import { clip } from './clip.ts'
import { make, setText } from './dom.ts'

const atEnd = (box: HTMLElement): boolean => box.scrollHeight - box.scrollTop - box.clientHeight < 8

/** A box with what a program writes. It follows the end, unless the reader has scrolled away from it. */
export class OutputView {
  readonly element: HTMLElement
  readonly #box: HTMLPreElement
  readonly #say: Phrases
  #raw = ''

  constructor(label: string, say: Phrases) {
    this.#say = say
    this.element = make('div', 'output')
    this.#box = make('pre', '')
    this.#box.tabIndex = 0
    this.#box.setAttribute('role', 'region')
    this.#box.setAttribute('aria-label', label)
    this.element.append(make('p', 'output-label', label), this.#box)
    this.element.hidden = true
  }

  update(raw: string): void {
    this.element.hidden = raw === ''
    if (raw === this.#raw) return
    this.#raw = raw
    const following = atEnd(this.#box)
    const { head, hiddenKilobytes, tail } = clip(harmless(raw))
    setText(this.#box, hiddenKilobytes === 0 ? head : `${head}${this.#say.hidden(hiddenKilobytes)}\n${tail}`)
    if (following) this.#box.scrollTop = this.#box.scrollHeight
  }
}
