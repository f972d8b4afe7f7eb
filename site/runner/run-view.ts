import type { Report } from '../../runner/protocol/report.ts'
import { isWhole } from '../../runner/protocol/scope.ts'
import { standInWords } from '../../runner/protocol/sentences.ts'
import { placeOf } from '../place.ts'
import { inWords, type Phrases } from '../words.ts'
import { keptWords } from '../words/kept.ts'
import { part } from '../part.ts'
import { make, setText } from './dom.ts'
import { isLive, type View } from './view.ts'
import { linkToStep } from './link-to-step.ts'
import { problemList } from './problem-list.ts'
import type { StepView } from './step-view.ts'
import { notRunOf, restOf, verdictOf } from './verdict.ts'

/** The controls at the top of a guide. */
export class RunView {
  readonly #root: HTMLElement
  readonly #say: Phrases
  readonly #steps: readonly StepView[]

  constructor(root: HTMLElement, steps: readonly StepView[], say: Phrases) {
    this.#root = root
    this.#steps = steps
    this.#say = say
  }

  update(view: View): void {
    const { connection, report } = view
    const paired = connection === 'ready' || connection === 'gone'
    this.#part('no-runner').hidden = connection !== 'absent'
    this.#part('controls').hidden = !paired
    this.#root.dataset['status'] = report.status
    this.#root.dataset['scope'] = isWhole(report) ? 'whole' : 'part'
    this.#showReady(view)
    this.#showResult(report)
    this.#allowButtons(view)
  }

  #part(name: string): HTMLElement {
    return part(this.#root, name)
  }

  /** `aria-disabled` and not `disabled`: a button that becomes disabled while it is focused loses the focus. */
  #allowButtons(view: View): void {
    const { connection, report, cancelling } = view
    const mayStart = connection === 'ready' && !isLive(view)
    for (const button of document.querySelectorAll('[data-run]'))
      button.setAttribute('aria-disabled', String(!mayStart))
    const mayCancel = connection === 'ready' && report.status === 'running' && !cancelling
    this.#part('cancel').setAttribute('aria-disabled', String(!mayCancel))
  }

  #showReady(view: View): void {
    const waits = !isLive(view) && view.report.status === 'waiting'
    setText(this.#part('ready'), waits ? this.#say.ready(this.#steps.length) : '')
  }

  #showResult(report: Report): void {
    const { status, target } = report
    const result = this.#part('result')
    if (status === 'waiting' || status === 'running') return result.replaceChildren()
    const took =
      report.milliseconds === undefined ? [] : [`${this.#say.took} ${inWords(report.milliseconds, this.#say)}`]
    result.replaceChildren(
      make('p', 'run-verdict', this.#say.sentence(verdictOf({ ...report, status }, this.#say))),
      ...this.#limits(report),
      ...this.#culprits(report),
      ...this.#again(report),
      ...this.#notRun(report),
      ...this.#why(report),
      ...problemList(this.#say.missing, report.missing, this.#say.language),
      ...problemList(this.#say.leftovers, report.leftovers, this.#say.language),
      make(
        'p',
        'run-target',
        [...took, ...(target === undefined ? [] : [placeOf(target.description)[this.#say.language]])].join(' · '),
      ),
    )
  }

  /** What the verdict is not about, and which images were not the real ones. */
  #limits(report: Report): readonly HTMLElement[] {
    const rest = restOf(report, this.#say)
    const standIns = standInWords(report)
    return [
      ...(rest === '' ? [] : [make('p', 'run-scope', rest)]),
      ...(standIns === undefined ? [] : [make('p', 'run-stand-ins', this.#say.sentence(standIns[this.#say.language]))]),
    ]
  }

  /** Unless it is said of the steps, or of what is missing. */
  #why({ status, why }: Report): readonly HTMLElement[] {
    const isSaid = status === 'incomplete' || status === 'blocked'
    return isSaid || why === undefined ? [] : [make('p', 'why', why[this.#say.language])]
  }

  /** Where a run did not reach its end: what was asked for, once more, and what runs first. */
  #again({ status, steps }: Report): readonly HTMLElement[] {
    const stopped = steps.findIndex((step) => step.status !== 'passed')
    if (!['failed', 'broken', 'cancelled'].includes(status) || stopped < 1) return []
    const words = keptWords[this.#say.language]
    const button = make('button', '', words.runAgain)
    button.type = 'button'
    button.dataset['run'] = 'again'
    const again = make('div', 'run-again')
    again.append(make('p', '', words.gone(stopped)), button)
    return [again]
  }

  /** The steps that were not run, with the reason that they share. */
  #notRun(report: Report): readonly HTMLElement[] {
    return notRunOf(report).map(({ ids, status, why }) => {
      const group = make('p', 'culprit')
      const links = ids.flatMap((id, at) => [...(at === 0 ? [] : [this.#say.comma]), linkToStep(this.#steps, id)])
      const said = this.#say.stepStatus[status]
      group.append(...links, ` – ${why === undefined ? said : this.#say.of(said) + why[this.#say.language]}`)
      return group
    })
  }

  /** A link to each step that went wrong. */
  #culprits(report: Report): readonly HTMLElement[] {
    return report.steps
      .filter(({ status }) => status === 'failed' || status === 'broken')
      .map(({ id, status }) => {
        const culprit = make('p', 'culprit')
        culprit.append(linkToStep(this.#steps, id), ` – ${this.#say.stepStatus[status]}`)
        return culprit
      })
  }
}
