import type { Problem } from '../../../runner/protocol/events.ts'
import type { PartStatus } from '../../../runner/protocol/preparation.ts'
import type { Phrases } from '../../words.ts'
import { preparationWords, type PreparationWords } from '../../words/preparation.ts'
import { commandBox } from '../command-box.ts'
import { part } from '../../part.ts'
import { make, setText } from '../dom.ts'
import type { PreparationView as Shown } from './follow.ts'
import { changesBetween, detailOf, headline, isReady, overallOf } from './text.ts'

/** One part: its name, its state and, when it has failed, what happened and the fix. */
class Row {
  readonly root = make('li', 'part')
  readonly #say: Phrases
  readonly #words: PreparationWords
  readonly #title = make('strong', '')
  readonly #detail = make('span', 'part-detail')
  readonly #problem = make('div', 'part-problem')
  #shown: string | undefined

  constructor(say: Phrases) {
    this.#say = say
    this.#words = preparationWords[say.language]
    const line = make('p', 'part-line')
    line.append(this.#title, ' ', this.#detail)
    this.root.append(line, this.#problem)
  }

  update(status: PartStatus, isRepeated: boolean): void {
    const { language } = this.#say
    this.root.dataset['state'] = status.state
    setText(this.#title, status.title[language])
    setText(this.#detail, detailOf(status, language, this.#words))
    const key = JSON.stringify([status.problem, isRepeated])
    if (key === this.#shown) return
    this.#shown = key
    this.#problem.replaceChildren(...(status.problem === undefined ? [] : this.#explain(status.problem, isRepeated)))
  }

  /** A fix is shown once, with the first part that it is for. */
  #explain({ what, hint }: Problem, isRepeated: boolean): readonly HTMLElement[] {
    const { language } = this.#say
    const said = make('p', 'part-what', what[language])
    if (isRepeated) return [said]
    return [
      said,
      make('p', '', this.#words.fix),
      hint.en === hint['zh-cn'] ? commandBox(hint.en) : make('p', '', hint[language]),
    ]
  }
}

/** The strip at the bottom of a page. It is shown while something is being prepared or has failed. */
export class PreparationView {
  readonly #root: HTMLElement
  readonly #say: Phrases
  readonly #words: PreparationWords
  readonly #rows = new Map<string, Row>()
  #before: readonly PartStatus[] | undefined

  constructor(root: HTMLElement, say: Phrases) {
    this.#root = root
    this.#say = say
    this.#words = preparationWords[say.language]
  }

  update({ parts, isGone }: Shown): void {
    const overall = overallOf(parts)
    const isShown = parts.length > 0 && overall !== 'done'
    this.#announce(parts)
    this.#root.dataset['overall'] = overall
    part(this.#root, 'strip').hidden = !isShown
    document.documentElement.toggleAttribute('data-preparing', isShown)
    setText(part(this.#root, 'headline'), isGone ? this.#words.gone : headline(parts, this.#words))
    part(this.#root, 'retry').hidden = !parts.some(({ state }) => state === 'failed')
    this.#showProgress(parts)
    this.#showRows(parts)
    this.#openAtFailure(parts)
    this.#before = parts
  }

  #announce(parts: readonly PartStatus[]): void {
    const changes = changesBetween(this.#before, parts, this.#say)
    if (changes !== '') setText(part(this.#root, 'changes'), changes)
  }

  #showProgress(parts: readonly PartStatus[]): void {
    const bar = this.#root.querySelector('progress')
    if (bar)
      Object.assign(bar, { max: parts.length || 1, value: parts.reduce((sum, each) => sum + shareDone(each), 0) })
  }

  #showRows(parts: readonly PartStatus[]): void {
    const fixes = parts.map(({ problem }) => problem?.hint.en)
    parts.forEach((status, at) => {
      const row = this.#rows.get(status.id) ?? this.#addRow(status.id)
      row.update(status, fixes.indexOf(status.problem?.hint.en) < at)
    })
  }

  #addRow(id: string): Row {
    const row = new Row(this.#say)
    this.#rows.set(id, row)
    part(this.#root, 'parts').append(row.root)
    return row
  }

  /** Once for each new failure: a list that the reader has closed stays closed. */
  #openAtFailure(parts: readonly PartStatus[]): void {
    const wasFailed = (id: string): boolean => this.#before?.find((each) => each.id === id)?.state === 'failed'
    const details = this.#root.querySelector('details')
    if (details && parts.some(({ id, state }) => state === 'failed' && !wasFailed(id))) details.open = true
  }
}

/** How much of a part is done, from 0 to 1. */
const shareDone = (status: PartStatus): number => {
  if (isReady(status)) return 1
  const { done = 0, total = 0 } = status
  return status.state === 'preparing' && total > 0 ? Math.min(1, done / total) : 0
}
