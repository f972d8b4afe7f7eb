import type { StepReport } from '../../runner/protocol/report.ts'
import type { Phrases } from '../words.ts'
import { waitingWords } from '../words/waiting.ts'
import { make, setText } from './dom.ts'

/** What a step shows while its run waits for the reader, and who did it afterwards. */
export class WaitingView {
  readonly element = make('div', 'waits-for-reader')
  readonly #text = make('p', '')
  readonly #button: HTMLButtonElement
  readonly #say: Phrases

  constructor(step: number, say: Phrases) {
    this.#say = say
    const { done, doneOf } = waitingWords[say.language]
    this.#button = make('button', 'primary', done)
    this.#button.type = 'button'
    this.#button.ariaLabel = doneOf(step)
    this.#button.dataset['doneByHand'] = ''
    this.element.append(this.#text, this.#button)
  }

  update({ waitsFor, saidIn }: StepReport): void {
    const words = waitingWords[this.#say.language]
    this.element.hidden = waitsFor === undefined && saidIn === undefined
    this.#button.hidden = waitsFor === undefined
    setText(this.#text, waitsFor !== undefined ? words.ask : saidIn === undefined ? '' : words.saidIn[saidIn])
  }
}
