import type { Language } from '../../playbooks/model/index.ts'
import type { StepReport } from '../../runner/protocol/report.ts'
import { brokenPromise } from '../../runner/protocol/sentences.ts'
import { inWords, type Phrases } from '../words.ts'
import { waitingWords } from '../words/waiting.ts'
import { complete } from '../reading/in-view.ts'
import { lastLineOf } from '../reading/last-line.ts'
import { ChecksView } from './check-view.ts'
import { make, setText } from './dom.ts'
import { OutputView } from './output-view.ts'
import { stepButtons } from './step-buttons.ts'
import { WaitingView } from './waiting-view.ts'

/** How a step's command ended, in a few words. */
const endOf = (report: StepReport, say: Phrases): string => {
  const exit = report.exitCode === undefined ? '' : report.exitCode === null ? say.ended : say.exitCode(report.exitCode)
  const took = report.milliseconds === undefined ? '' : `${say.took} ${inWords(report.milliseconds, say)}`
  const shell = report.endedShell === true ? say.endedShell : ''
  return [exit, took, shell].filter((each) => each !== '').join(' · ')
}

const undoOf = ({ undo }: StepReport, say: Phrases): string => {
  if (undo === undefined) return ''
  if (undo === 'running') return say.undoing
  return undo.clean ? say.undone : `${say.notUndone} ${undo.saw[say.language]}`
}

/** Why a step failed, unless its checks already say so. */
const ownWhy = ({ why, checks }: StepReport, language: Language): string =>
  checks
    .flatMap(brokenPromise)
    .reduce((left, reported) => left.replace(reported[language], ''), why?.[language] ?? '')
    .trim()

const statusOf = ({ status, waitsFor }: StepReport, say: Phrases): string =>
  waitsFor === undefined ? say.stepStatus[status] : waitingWords[say.language].yourTurn

/** What the page shows of a step while it runs, and afterwards. */
export class StepView {
  readonly #say: Phrases
  readonly #root: HTMLElement
  readonly #heading: HTMLElement
  readonly #status = make('p', 'status')
  readonly #outcome = make('div', 'outcome')
  readonly #executed = make('div', 'executed')
  readonly #executedLine = make('code', '')
  readonly #why = make('p', 'why')
  readonly #end = make('p', 'end')
  readonly #undo = make('p', 'undo-state')
  readonly #runsFirst = make('p', 'runs-first')
  readonly #waiting: WaitingView
  readonly #stdout: OutputView
  readonly #stderr: OutputView
  #checks: ChecksView | undefined
  #buttons: HTMLElement | undefined
  #shown: StepReport | undefined

  constructor(root: HTMLElement, say: Phrases) {
    this.#root = root
    this.#say = say
    this.#heading = root.querySelector('h3') as HTMLElement // each step of a page is built with one
    this.#status.dataset['part'] = 'status'
    this.#waiting = new WaitingView(this.number, say)
    this.#stdout = new OutputView(say.stdout, say)
    this.#stderr = new OutputView(say.stderr, say)
    const line = make('pre', '')
    line.append(this.#executedLine)
    this.#executed.append(make('p', 'output-label', say.executed), line)
    this.#outcome.replaceChildren(
      this.#waiting.element,
      this.#executed,
      this.#stdout.element,
      this.#stderr.element,
      this.#why,
      this.#end,
      this.#undo,
    )
  }

  get id(): string {
    return this.#root.dataset['step'] ?? ''
  }

  get number(): number {
    return Number(this.#root.dataset['number'])
  }

  get title(): string {
    return this.#heading.textContent.trim()
  }

  /** Shows the step of a run, or none: the page as it was built. `runsFirst` is what is run before it; else empty. */
  update(report: StepReport | undefined, runsFirst: string): void {
    setText(this.#runsFirst, runsFirst)
    if (report === this.#shown) return
    this.#shown = report
    const isStarted = report !== undefined && report.status !== 'waiting' && report.status !== 'not-reached'
    if (report !== undefined && !this.#status.isConnected) this.#heading.before(this.#status)
    this.#status.hidden = report === undefined
    this.#outcome.hidden = !isStarted
    if (isStarted) this.#openChecks()
    this.#checks?.update(report?.checks ?? [])
    if (report === undefined) delete this.#root.dataset['status']
    else this.#show(report)
  }

  /** The buttons that run this step, where a runner can. They are made only then: most readers have no runner. */
  showButtons(areUsable: boolean): void {
    if (areUsable && this.#root.dataset['unproven'] === undefined) this.#buttons ??= this.#insertButtons()
    if (this.#buttons !== undefined) this.#buttons.hidden = !areUsable
  }

  #insertButtons(): HTMLElement {
    const buttons = stepButtons(this.title, this.#say)
    const line = lastLineOf(this.#root)
    line.append(buttons)
    // What runs first is said where the reader has clicked.
    line.before(this.#runsFirst)
    return buttons
  }

  /** Once for each page: a reader who closes them has seen them. */
  #openChecks(): void {
    if (this.#checks !== undefined) return
    complete(this.#root)
    const fold = this.#root.querySelector('details.checks') as HTMLDetailsElement // each step is built with one
    fold.before(this.#outcome)
    fold.open = true
    this.#checks = new ChecksView(fold, this.#say)
  }

  #show(report: StepReport): void {
    this.#root.dataset['status'] = report.status
    setText(this.#status, statusOf(report, this.#say))
    this.#waiting.update(report)
    this.#executed.hidden = report.actual === undefined || report.actual === '' || report.actual === report.shown
    setText(this.#executedLine, report.actual ?? '')
    this.#stdout.update(report.stdout)
    this.#stderr.update(report.stderr)
    setText(this.#why, ownWhy(report, this.#say.language))
    setText(this.#end, endOf(report, this.#say))
    setText(this.#undo, undoOf(report, this.#say))
  }
}
