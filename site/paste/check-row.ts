import type { Language, Words } from '../../playbooks/model/index.ts'
import { commandBox } from '../runner/command-box.ts'
import { make } from '../runner/dom.ts'
import type { PasteWords } from '../words/paste.ts'
import { lineField, textField } from './field.ts'
import { askCode, type PasteVerdict } from './judge.ts'

/** What a row asks the reader for. */
export interface Asking {
  /** How a value is written in a shell. */
  readonly spelled: (key: string) => string
  readonly onLook: (line: string, printed: string) => void
  readonly onValue: (key: string, value: string) => void
}

/** A check, what the pasted output says of it, and what else it needs. */
export class CheckRow {
  readonly element = make('li', '')
  readonly #verdict = make('span', 'verdict')
  readonly #asked = make('div', 'paste-asked')
  readonly #fields = new Map<string, HTMLElement>()
  readonly #say: PasteWords
  readonly #language: Language
  readonly #asking: Asking

  constructor(assertion: Words, language: Language, say: PasteWords, asking: Asking) {
    this.#say = say
    this.#language = language
    this.#asking = asking
    this.element.dataset['verdict'] = 'unknown'
    this.element.append(make('span', 'assertion', assertion[language]), this.#verdict, this.#asked)
  }

  update(verdict: PasteVerdict): void {
    const { holds, words } = this.#wordsOf(verdict)
    this.element.dataset['verdict'] = holds
    this.#verdict.replaceChildren(...words)
    this.#ask(verdict)
  }

  #wordsOf(verdict: PasteVerdict): { readonly holds: 'true' | 'false' | 'unknown'; readonly words: readonly Node[] } {
    const { matches, differs, shows, expected, notPasted, codeNotPasted, noOutput, mixed, unknownValue, cannot } =
      this.#say
    switch (verdict.kind) {
      case 'matches':
        return { holds: 'true', words: [make('strong', '', matches), this.#fact(shows, verdict.saw)] }
      case 'differs':
        return {
          holds: 'false',
          words: [make('strong', '', differs), this.#fact(shows, verdict.saw), this.#fact(expected, verdict.expected)],
        }
      case 'cannot':
        return { holds: 'unknown', words: [this.#fact(cannot, verdict.why)] }
      case 'not-pasted':
        return { holds: 'unknown', words: [make('span', '', isCode(verdict) ? codeNotPasted : notPasted)] }
      case 'no-output':
        return { holds: 'unknown', words: [make('span', '', noOutput)] }
      case 'mixed':
        return { holds: 'unknown', words: [make('span', '', mixed)] }
      case 'unknown-value':
        return { holds: 'unknown', words: [make('span', '', unknownValue)] }
    }
  }

  #fact(label: string, text: Words): HTMLElement {
    const fact = make('span', 'fact')
    fact.append(make('span', 'fact-label', `${label} `), make('span', 'fact-text', text[this.#language]))
    return fact
  }

  /** A field stays once it was shown: what was pasted into it can be corrected. */
  #ask(verdict: PasteVerdict): void {
    if (verdict.kind === 'not-pasted')
      for (const look of verdict.looks) this.#show(look.line, () => this.#lookField(look.line, look.onMac))
    if (verdict.kind === 'unknown-value') for (const key of verdict.keys) this.#show(key, () => this.#valueField(key))
  }

  #show(key: string, makeField: () => HTMLElement): void {
    if (this.#fields.has(key)) return
    const field = makeField()
    this.#fields.set(key, field)
    this.#asked.append(field)
  }

  #lookField(line: string, onMac: string | undefined): HTMLElement {
    const whole = make('div', '')
    whole.append(commandBox(line))
    if (onMac !== undefined) whole.append(make('p', 'on-mac', `${this.#say.onMac} ${onMac}`))
    const { part, field } = textField(this.#say.printedByIt, 2)
    field.ariaLabel = this.#say.printedBy(line)
    field.addEventListener('input', () => this.#asking.onLook(line, field.value))
    whole.append(part)
    return whole
  }

  #valueField(key: string): HTMLElement {
    const line = `echo ${this.#asking.spelled(key)}`
    const { part, field } = lineField(this.#say.printedByIt)
    field.ariaLabel = this.#say.printedBy(line)
    field.addEventListener('input', () => this.#asking.onValue(key, field.value.trim()))
    const whole = make('div', '')
    whole.append(commandBox(line), part)
    return whole
  }
}

const isCode = ({ looks }: Extract<PasteVerdict, { kind: 'not-pasted' }>): boolean =>
  looks.every(({ line }) => line === askCode)

/** The sentence about all checks of a step. */
export const summaryOf = (verdicts: readonly PasteVerdict[], say: PasteWords): string => {
  const count = (kind: PasteVerdict['kind']): number => verdicts.filter((verdict) => verdict.kind === kind).length
  const [matching, differing] = [count('matches'), count('differs')]
  return say.summary(matching, differing, verdicts.length - matching - differing)
}
