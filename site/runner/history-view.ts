import type { RunSummary } from '../../runner/protocol/api.ts'
import { scopeWords } from '../../runner/protocol/sentences.ts'
import { inWords, type Phrases } from '../words.ts'
import { historyWords, type HistoryWords } from '../words/history.ts'
import type { RunnerClient } from './client.ts'
import { part } from '../part.ts'
import { make, setText } from './dom.ts'
import type { View } from './view.ts'

/** What the reader can do with a run of the list. */
export interface HistoryActions {
  readonly show: (run: string) => void
  readonly showNewest: () => void
}

/** The runs of this guide on this computer: each can be shown in the page, and its journal downloaded. */
export class HistoryView {
  readonly #root: HTMLElement
  readonly #say: Phrases
  readonly #words: HistoryWords
  readonly #client: RunnerClient
  readonly #actions: HistoryActions
  readonly #contentHash: string
  #runs: readonly RunSummary[] = []

  constructor(root: HTMLElement, contentHash: string, say: Phrases, client: RunnerClient, actions: HistoryActions) {
    this.#root = root
    this.#contentHash = contentHash
    this.#say = say
    this.#words = historyWords[say.language]
    this.#client = client
    this.#actions = actions
    part(root, 'newest').addEventListener('click', () => actions.showNewest())
  }

  update({ runs, report, isOlder }: View): void {
    this.#root.hidden = runs.length === 0
    part(this.#root, 'older').hidden = !isOlder
    if (isOlder) setText(part(this.#root, 'older-text'), this.#words.shown(this.#when(report.startedAt ?? '')))
    if (runs === this.#runs) return
    this.#runs = runs
    setText(part(this.#root, 'history-heading'), this.#words.heading(runs.length))
    part(this.#root, 'history-list').replaceChildren(...runs.map((run) => this.#row(run)))
  }

  #row(run: RunSummary): HTMLElement {
    const row = make('li', '', `${this.#textOf(run)} `)
    const isShowable = 'scope' in run && run.contentHash === this.#contentHash
    if (isShowable)
      row.append(
        this.#button(this.#words.show, run, () => this.#actions.show(run.run)),
        ' ',
      )
    row.append(this.#button(this.#words.download, run, () => void this.#download(run.run)))
    return row
  }

  #textOf(run: RunSummary): string {
    const { language } = this.#say
    const other = run.contentHash === this.#contentHash ? [] : [this.#words.otherVersion]
    if (!('scope' in run)) return [this.#when(run.startedAt), this.#words.unreadable, ...other].join(' · ')
    const steps = Array.from({ length: run.steps }, () => ({ id: '' }))
    const { scope, continuedFrom, status, milliseconds } = run
    const part = scopeWords({ scope, steps, ...(continuedFrom === undefined ? {} : { continuedFrom }) })[language]
    const took = milliseconds === undefined ? [] : [inWords(milliseconds, this.#say)]
    return [this.#when(run.startedAt), this.#say.of(this.#words.status[status]) + part, ...took, ...other].join(' · ')
  }

  #when(moment: string): string {
    return new Date(moment).toLocaleString(this.#say.language, { dateStyle: 'medium', timeStyle: 'short' })
  }

  /** Named by its run: there are many of them. */
  #button(text: string, { startedAt }: RunSummary, act: () => void): HTMLElement {
    const button = make('button', '', text)
    button.type = 'button'
    button.ariaLabel = this.#say.of(text) + this.#when(startedAt)
    button.addEventListener('click', act)
    return button
  }

  async #download(run: string): Promise<void> {
    const answer = await this.#client.journal(run)
    if (answer.kind !== 'ok') return
    const link = make('a', '')
    link.href = URL.createObjectURL(answer.value)
    link.download = `${run}.jsonl`
    link.click()
    URL.revokeObjectURL(link.href)
  }
}
