import type { Verdict } from '../../runner/protocol/events.ts'
import type { CheckReport } from '../../runner/protocol/report.ts'
import type { Phrases } from '../words.ts'
import { withoutPattern } from '../patterns.ts'
import { part } from '../part.ts'
import { make, setText } from './dom.ts'

const word = (text: string): HTMLElement => make('strong', '', text)

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
    this.#row.dataset['verdict'] = String(check.verdict.holds ?? 'cannot-look')
    // With the actual values.
    setText(this.#assertion, this.#withoutPattern(check.assertion[this.#say.language]))
    this.#verdict.replaceChildren(...this.#resultOf(check.verdict))
    this.#row.append(this.#verdict)
  }

  #withoutPattern(assertion: string): string {
    const pattern = this.#row.querySelector('.pattern code')?.textContent
    return pattern === undefined ? assertion : withoutPattern(assertion, pattern, this.#say)
  }

  #resultOf(verdict: Verdict): readonly HTMLElement[] {
    const { language, holds, holdsNot, couldNotLook, saw, expected, reason } = this.#say
    if (verdict.holds === null) return [word(couldNotLook), this.#fact(reason, verdict.reason[language])]
    const seen = this.#fact(saw, verdict.saw[language])
    if (verdict.holds) return [word(holds), seen]
    return [word(holdsNot), seen, this.#fact(expected, verdict.expected[language])]
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
