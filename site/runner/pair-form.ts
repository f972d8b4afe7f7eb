import type { NoticeWords } from '../words/notice.ts'
import { make, setText } from './dom.ts'
import { tokenIn } from './pair.ts'

/** The token in a link that the runner printed. */
const tokenOf = (link: string): string | undefined => {
  const text = link.trim()
  return URL.canParse(text) ? tokenIn(new URL(text).hash) : undefined
}

/** A field for the link that the runner prints, which pairs the page. */
export class PairForm {
  readonly element = make('form', 'pair-form')
  readonly #words: NoticeWords
  readonly #pair: (token: string) => Promise<boolean>
  readonly #field = make('input', '')
  readonly #answer = make('p', '')

  constructor(words: NoticeWords, pair: (token: string) => Promise<boolean>) {
    this.#words = words
    this.#pair = pair
    // The link is a secret of this computer: it is neither kept nor completed by the browser.
    Object.assign(this.#field, { type: 'password', autocomplete: 'off', spellcheck: false })
    this.#answer.setAttribute('role', 'status')
    const label = make('label', '', `${words.link} `)
    label.append(this.#field)
    this.element.append(label, make('button', '', words.pair), this.#answer)
    this.element.addEventListener('submit', (event) => {
      event.preventDefault()
      void this.#submit()
    })
  }

  async #submit(): Promise<void> {
    const token = tokenOf(this.#field.value)
    const isPaired = token !== undefined && (await this.#pair(token))
    const wrong = token === undefined ? this.#words.notLink : this.#words.oldLink
    setText(this.#answer, isPaired ? '' : wrong)
  }
}
