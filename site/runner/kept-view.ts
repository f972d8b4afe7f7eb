import { joined } from '../../runner/protocol/sentences.ts'
import type { Report } from '../../runner/protocol/report.ts'
import type { Phrases } from '../words.ts'
import { keptWords, type KeptWords } from '../words/kept.ts'
import type { RunnerClient } from './client.ts'
import { part } from '../part.ts'
import { make, setText } from './dom.ts'
import type { View } from './view.ts'
import { linkToStep } from './link-to-step.ts'
import type { StepView } from './step-view.ts'
import { openTerminal, type OpenTerminal } from './terminal-client.ts'

/** The VM that is kept after a run: until when, and what the reader can do with it. */
export class KeptView {
  readonly #root: HTMLElement
  readonly #say: Phrases
  readonly #words: KeptWords
  readonly #steps: readonly StepView[]
  readonly #client: RunnerClient
  #run = ''
  #shown: Report['kept']
  #close: (() => void) | undefined

  constructor(root: HTMLElement, steps: readonly StepView[], say: Phrases, client: RunnerClient) {
    this.#root = root
    this.#steps = steps
    this.#say = say
    this.#words = keptWords[say.language]
    this.#client = client
    part(root, 'explore').addEventListener('click', () => void this.#explore())
    part(root, 'close-terminal').addEventListener('click', () => {
      this.#close?.()
      part(root, 'explore').focus()
    })
  }

  update({ report }: View): void {
    const { kept, run } = report
    if (kept === this.#shown && run === this.#run) return
    this.#shown = kept
    this.#run = run
    this.#root.hidden = kept === undefined
    if (kept === undefined) return this.#close?.()
    this.#showText(kept)
    part(this.#root, 'explore').hidden = !kept.canExplore
    const number = this.#steps.find(({ id }) => id === kept.from)?.number
    const again = part(this.#root, 'continue')
    again.hidden = number === undefined
    setText(again, number === undefined ? '' : this.#words.continueFrom(number))
  }

  #showText({ from, until }: NonNullable<Report['kept']>): void {
    const { language, space } = this.#say
    const time = new Date(until).toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit' })
    const result =
      from === undefined ? [this.#words.allRun] : [this.#words.notPassed, ' ', linkToStep(this.#steps, from)]
    const first = make('p', '')
    first.append(...result)
    const second = make('p', '', [this.#words.until(time), this.#words.undoes].join(space))
    part(this.#root, 'kept-text').replaceChildren(first, second)
  }

  /** The terminal is loaded only now. */
  async #explore(): Promise<void> {
    if (this.#close !== undefined) return
    const place = part(this.#root, 'terminal')
    this.#report('')
    this.#showTerminal(true)
    const { showScreen } = await import('../terminal/screen.ts')
    let open: OpenTerminal | undefined
    const screen = await showScreen(place, {
      onInput: (text) => open?.type(text),
      onResize: (size) => open?.resize(size),
    })
    this.#close = () => {
      this.#close = undefined
      open?.leave()
      screen.close()
      this.#showTerminal(false)
    }
    const answer = await openTerminal(this.#client, this.#run, screen.size(), {
      onText: (text) => screen.write(text),
      onEnd: (code) => this.#ended(code),
    })
    if (answer.kind === 'ok') {
      open = answer.value
      screen.focus()
      return
    }
    this.#close()
    this.#report(answer.kind === 'refused' ? joined([answer.what, answer.hint])[this.#say.language] : this.#words.lost)
  }

  #ended(code: number | undefined): void {
    if (this.#close === undefined) return
    this.#close()
    this.#report(code === undefined ? this.#words.lost : this.#words.ended(code))
  }

  #showTerminal(isShown: boolean): void {
    for (const name of ['terminal-frame', 'close-terminal']) part(this.#root, name).hidden = !isShown
  }

  #report(text: string): void {
    setText(part(this.#root, 'terminal-state'), text)
  }
}
