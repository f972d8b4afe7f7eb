import type { RefusedRequest } from '../../runner/protocol/api.ts'
import { joined } from '../../runner/protocol/sentences.ts'
import type { Phrases } from '../words.ts'
import { noticeWords, type NoticeWords } from '../words/notice.ts'
import { commandBox } from './command-box.ts'
import { part } from '../part.ts'
import { make, setText } from './dom.ts'
import type { Connection, View } from './view.ts'
import { PairForm } from './pair-form.ts'

/** What the reader can do about a notice. */
export interface NoticeActions {
  readonly tryAgain: () => void
  readonly cancelOther: () => void
  /** Runs the guide although the engine holds things of the reader. */
  readonly agree: () => void
  /** Whether the runner accepts this token. */
  readonly pair: (token: string) => Promise<boolean>
}

/** What is wrong with the runner or with what was asked of it, and a button that helps. */
export class NoticeView {
  readonly #root: HTMLElement
  readonly #say: Phrases
  readonly #words: NoticeWords
  readonly #actions: NoticeActions
  /** What is shown; the same is not made again, because the reader may be typing in it. */
  #shown = ''

  constructor(root: HTMLElement, say: Phrases, actions: NoticeActions) {
    this.#root = root
    this.#say = say
    this.#words = noticeWords[say.language]
    this.#actions = actions
  }

  update({ connection, refused }: View): void {
    const text = refused === undefined ? this.#troubleOf(connection) : this.#refusalText(refused)
    const key = JSON.stringify([connection, refused, text])
    if (key === this.#shown) return
    this.#shown = key
    setText(part(this.#root, 'notice-text'), text)
    const help = refused === undefined ? this.#helpFor(connection) : this.#helpAfter(refused)
    part(this.#root, 'notice-help').replaceChildren(...help)
    this.#root.hidden = text === ''
  }

  #troubleOf(connection: Connection): string {
    const { unpaired, stale, gone } = this.#say
    return { unpaired, stale, gone, connecting: '', absent: '', ready: '' }[connection]
  }

  /** Where a button does it, the hint says nothing more. */
  #refusalText({ what, hint, busyWith, isOldPage, mayAgree }: RefusedRequest): string {
    const { language } = this.#say
    if (busyWith?.mayCancel === true || mayAgree === true) return what[language]
    return isOldPage === true ? what[language] : joined([what, hint])[language].trim()
  }

  #helpFor(connection: Connection): readonly HTMLElement[] {
    switch (connection) {
      case 'gone':
        return [commandBox('npm start'), this.#button(this.#words.tryAgain, this.#actions.tryAgain)]
      case 'unpaired':
      case 'stale':
        return [new PairForm(this.#words, this.#actions.pair).element]
      case 'connecting':
      case 'absent':
      case 'ready':
        return []
    }
  }

  #helpAfter({ busyWith, isOldPage, mayAgree, hint }: RefusedRequest): readonly HTMLElement[] {
    if (mayAgree === true) return [this.#button(this.#words.agree, this.#actions.agree)]
    if (isOldPage === true)
      return [this.#button(this.#words.reload, () => location.reload()), make('p', '', hint[this.#say.language])]
    return busyWith === undefined ? [] : this.#otherRun(busyWith)
  }

  /** The way to the run that stands in the way, and a button that cancels it. */
  #otherRun({ playbook, title, mayCancel }: NonNullable<RefusedRequest['busyWith']>): readonly HTMLElement[] {
    const link = make('a', '', this.#words.watch(title[this.#say.language]))
    // Guides lie side by side, in every language.
    link.href = `../${playbook}/#run-heading`
    return mayCancel ? [link, this.#button(this.#say.cancelOther, this.#actions.cancelOther)] : [link]
  }

  #button(text: string, act: () => void): HTMLElement {
    const button = make('button', '', text)
    button.type = 'button'
    button.addEventListener('click', act)
    return button
  }
}
