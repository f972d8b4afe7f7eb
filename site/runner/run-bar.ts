import type { Report, StepReport } from '../../runner/protocol/report.ts'
import { scopeWords } from '../../runner/protocol/sentences.ts'
import { isReplay } from '../replay/mode.ts'
import { inWords, type Phrases } from '../words.ts'
import { waitingWords } from '../words/waiting.ts'
import { runningWords, type RunningWords } from '../words/running.ts'
import { part } from '../part.ts'
import { setText } from './dom.ts'
import { expectedMs, type RecordedTimes } from './expected.ts'
import { isLive, type View } from './view.ts'
import { linkToStep } from './link-to-step.ts'
import type { StepView } from './step-view.ts'
import { verdictOf } from './verdict.ts'

export const isDone = ({ status }: StepReport): boolean => status !== 'running' && status !== 'waiting'

export interface RunBarOptions {
  readonly steps: readonly StepView[]
  readonly say: Phrases
  readonly times: RecordedTimes
  /** The target that the reader has chosen, until the run says which one it has. */
  readonly target: () => string
}

/** The bar at the bottom of the page: it stays in sight while a run goes on, and after a run that was seen here. */
export class RunBar {
  readonly #root: HTMLElement
  readonly #options: RunBarOptions
  readonly #words: RunningWords
  /** The run that the reader does not want to see here any more. */
  #closed: string | undefined
  #seenLive: string | undefined

  constructor(root: HTMLElement, options: RunBarOptions) {
    this.#root = root
    this.#options = options
    this.#words = runningWords[options.say.language]
  }

  update(view: View): void {
    const { report } = view
    const live = isLive(view)
    if (live) this.#seenLive = report.run
    const isShown = live || (report.run !== '' && report.run === this.#seenLive && report.run !== this.#closed)
    this.#root.hidden = !isShown
    document.documentElement.toggleAttribute('data-run-bar', isShown)
    if (!isShown) return
    this.#root.dataset['status'] = report.status
    this.#showState(view, live)
    this.#showButtons(view, live)
    setText(this.#part('scope'), report.steps.length === 0 ? '' : this.#words.asked(this.#scopeOf(report)))
    this.#showProgress(report)
    this.showTime(view, Date.now())
  }

  /** Called once a second. Nothing is counted while nobody knows whether the run goes on. */
  showTime({ report, connection }: View, now: number): void {
    const time = this.#part('time')
    const { say, times, target } = this.#options
    if (report.milliseconds !== undefined) return setText(time, `${say.took} ${inWords(report.milliseconds, say)}`)
    if (report.startedAt === undefined) return setText(time, '')
    const elapsed = inWords(Math.max(0, now - Date.parse(report.startedAt)), say)
    if (connection !== 'ready') return time.dataset['lost'] === undefined ? this.#loseTime(time, elapsed) : undefined
    delete time.dataset['lost']
    // A replay does not take as long as its run did.
    const expected = isReplay() ? undefined : expectedMs(report, times[report.target?.id ?? target()])
    setText(time, expected === undefined ? elapsed : this.#compared(now - Date.parse(report.startedAt), expected))
  }

  /** Until another run is live. */
  close(run: string): void {
    this.#closed = run
  }

  #loseTime(time: HTMLElement, elapsed: string): void {
    time.dataset['lost'] = ''
    setText(time, this.#words.lastHeard(elapsed))
  }

  #compared(elapsedMs: number, expected: number): string {
    const { say } = this.#options
    const text = elapsedMs > expected ? this.#words.overdue : this.#words.expected
    return text(inWords(Math.max(0, elapsedMs), say), inWords(Math.max(1_000, expected), say))
  }

  #scopeOf(report: Report): string {
    return scopeWords(report)[this.#options.say.language]
  }

  #showState(view: View, live: boolean): void {
    const { report, cancelling } = view
    const { say } = this.#options
    const { status } = report
    const ended = live || status === 'running' || status === 'waiting' ? undefined : status
    const said = ended === undefined ? [] : [say.sentence(verdictOf({ ...report, status: ended }, say))]
    const doing = cancelling ? [say.cancelling] : this.#doing(report)
    const pieces = ended === undefined ? doing : said
    const place = this.#part('state')
    const text = pieces.map((piece) => (typeof piece === 'string' ? piece : piece.textContent)).join('')
    // The link keeps the focus while its text stays the same.
    if (place.textContent !== text) place.replaceChildren(...pieces)
  }

  #doing(report: Report): readonly (Node | string)[] {
    const { say } = this.#options
    const { steps, preparing, kept } = report
    if (kept !== undefined) return [this.#words.kept]
    const running = steps.find((step) => step.status === 'running')
    const undoing = steps.find((step) => step.undo === 'running')
    if (running?.waitsFor !== undefined) return [say.of(waitingWords[say.language].waits), this.#linkTo(running.id)]
    if (running) {
      const count = this.#words.stepOf(steps.indexOf(running) + 1, steps.length)
      return [say.of(count), this.#linkTo(running.id)]
    }
    if (undoing) return [`${say.undoing} `, this.#linkTo(undoing.id)]
    if (steps.length > 0 && steps.every(isDone)) return [say.undoing]
    return preparing === undefined ? [say.preparing] : [say.of(say.preparing), preparing[say.language]]
  }

  #linkTo(step: string): Node | string {
    return linkToStep(this.#options.steps, step, ({ title }) => title)
  }

  #showButtons({ connection, cancelling, report }: View, live: boolean): void {
    const mayCancel = connection === 'ready' && report.status === 'running' && !cancelling
    this.#part('bar-cancel').setAttribute('aria-disabled', String(!mayCancel))
    const runs = live && report.kept === undefined
    for (const name of ['bar-cancel', 'follow']) this.#part(name).hidden = !runs
    this.#part('show-result').hidden = runs
    this.#part('close').hidden = live
  }

  #showProgress({ steps }: Report): void {
    const bar = this.#root.querySelector('progress')
    const done = steps.filter(isDone).length
    if (bar && steps.length > 0) Object.assign(bar, { max: steps.length, value: done })
    bar?.setAttribute('aria-valuetext', this.#options.say.progress(done, steps.length))
  }

  #part(name: string): HTMLElement {
    return part(this.#root, name)
  }
}

/** Moves the bar to the bottom of the window, where it stays while the guide is scrolled. */
export const placeBar = (bar: HTMLElement): void => {
  const foot = document.querySelector('[data-part="page-foot"]') ?? document.body
  foot.prepend(bar)
}
