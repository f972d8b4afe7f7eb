import type { ComputerCheck } from '../../runner/protocol/api.ts'
import { joined } from '../../runner/protocol/sentences.ts'
import type { Phrases } from '../words.ts'
import { hereWords } from '../words/here.ts'
import type { Advice } from './availability.ts'
import type { Answer } from './client.ts'
import { part } from '../part.ts'
import { make } from './dom.ts'
import { linkToStep } from './link-to-step.ts'
import { problemList } from './problem-list.ts'
import type { StepView } from './step-view.ts'

/** Whether the guide can run on this computer, in its panel. Where it cannot, the panel offers a check and no run. */
export class HereView {
  readonly #root: HTMLElement
  readonly #say: Phrases
  readonly #steps: readonly StepView[]

  constructor(root: HTMLElement, steps: readonly StepView[], say: Phrases) {
    this.#root = root
    this.#steps = steps
    this.#say = say
  }

  /** Where the guide cannot run here, and where it can; nothing when there is nothing to say. */
  showAdvice(advice: Advice | undefined): void {
    const place = part(this.#root, 'advice')
    place.hidden = advice === undefined
    place.replaceChildren(...(advice === undefined ? [] : this.#adviceOf(advice)))
  }

  /** Whether the panel offers the check instead of a run. */
  offerCheck(isOffered: boolean): void {
    part(this.#root, 'check').hidden = !isOffered
    for (const run of this.#root.querySelectorAll<HTMLElement>('[data-run], [data-part="cancel"]'))
      run.hidden = isOffered
  }

  showChecking(): void {
    this.#showResult([make('p', '', hereWords[this.#say.language].checking)])
  }

  showCheck(answer: Answer<ComputerCheck>, target: string): void {
    const { language } = this.#say
    if (answer.kind === 'ok') return this.#showResult(this.#resultOf(answer.value, target))
    // The notice says it when there is no runner, or no pairing.
    const said = answer.kind === 'refused' ? joined([answer.what, answer.hint])[language] : ''
    this.#showResult(said === '' ? [] : [make('p', '', said)])
  }

  #showResult(shown: readonly HTMLElement[]): void {
    part(this.#root, 'check-result').replaceChildren(...shown)
  }

  #adviceOf({ target, missing, instead }: Advice): readonly HTMLElement[] {
    const say = this.#say
    const chosen = instead === undefined ? [] : [make('p', '', say.runsInstead(this.#nameOf(instead)))]
    return [...problemList(say.cannotRunOn(this.#nameOf(target)), missing, say.language), ...chosen]
  }

  #nameOf(target: string): string {
    return this.#say.targets[target] ?? target
  }

  #resultOf({ missing, steps }: ComputerCheck, target: string): readonly HTMLElement[] {
    const { language } = this.#say
    const words = hereWords[language]
    const found =
      missing.length === 0
        ? [make('p', '', words.complete(this.#nameOf(target)))]
        : problemList(words.missing(missing.length), missing, language)
    return [...found, ...(steps.length === 0 ? [] : this.#blocked(steps))]
  }

  #blocked(steps: ComputerCheck['steps']): readonly HTMLElement[] {
    const { language } = this.#say
    const list = make('ul', '')
    list.append(
      ...steps.map(({ step, problem }) => {
        const item = make('li', '')
        item.append(linkToStep(this.#steps, step), ` ${joined([problem.what, problem.hint])[language]}`)
        return item
      }),
    )
    return [make('p', '', hereWords[language].onlySteps), list]
  }
}
