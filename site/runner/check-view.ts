import type { CheckReport } from '../../runner/protocol/report.ts'
import type { Phrases } from '../words.ts'
import { make, part, setText } from './dom.ts'

/** One check of a step, and its result. */
class CheckView {
  readonly #row: HTMLElement
  readonly #assertion: Element
  readonly #promised: string
  readonly #verdict = make('span', 'verdict')
  readonly #say: Phrases
  #shown: CheckReport | undefined

  constructor(row: HTMLElement, say: Phrases) {
    this.#row = row
    this.#say = say
    this.#assertion = row.querySelector('.assertion') ?? row
    this.#promised = this.#assertion.textContent
  }

  update(check: CheckReport | undefined): void {
    if (check === this.#shown) return
    this.#shown = check
    if (check === undefined) return this.#reset()
    const { verdict } = check
    this.#row.dataset['verdict'] = verdict.holds ? 'true' : 'false'
    // With the actual values.
    setText(this.#assertion, check.assertion[this.#say.language])
    const word = make('strong', '', verdict.holds ? this.#say.holds : this.#say.holdsNot)
    const expected = verdict.holds ? [] : [this.#fact(this.#say.expected, verdict.expected[this.#say.language])]
    this.#verdict.replaceChildren(word, this.#fact(this.#say.saw, verdict.saw[this.#say.language]), ...expected)
    this.#row.append(this.#verdict)
  }

  #fact(label: string, text: string): HTMLElement {
    const fact = make('span', 'fact')
    fact.append(make('span', 'fact-label', `${label} `), make('span', 'fact-text', text))
    return fact
  }

  #reset(): void {
    this.#row.dataset['verdict'] = 'unknown'
    setText(this.#assertion, this.#promised)
    this.#verdict.remove()
  }
}

/** The checks of a step, in the order in which they are executed. */
export class ChecksView {
  readonly #views: readonly CheckView[]

  constructor(step: Element, say: Phrases) {
    this.#views = [...part(step, 'checks').querySelectorAll('li')].map((row) => new CheckView(row, say))
  }

  update(checks: readonly CheckReport[]): void {
    this.#views.forEach((view, index) => view.update(checks[index]))
  }
}
