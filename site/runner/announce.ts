import { emptyReport, type Report } from '../../runner/protocol/report.ts'
import { scopeWords } from '../../runner/protocol/sentences.ts'
import type { Phrases } from '../words.ts'
import { waitingWords } from '../words/waiting.ts'
import { runningWords } from '../words/running.ts'
import type { View } from './view.ts'
import { verdictOf } from './verdict.ts'

interface Named {
  readonly id: string
  readonly number: number
  readonly title: string
}

const settled = new Set(['passed', 'failed', 'broken', 'skipped', 'blocked'])

/**
 * The text for a screen reader when the page moves from one view to the next: that a run was started and what is
 * prepared for it, a step that the reader is to do by hand, the steps that ended, and the end. Nothing when the page
 * has found a run that was not started here: after a reload its history is on the page, and need not be read aloud.
 */
export const announcement = (before: View, now: View, steps: readonly Named[], say: Phrases): string => {
  const isSame = before.report.run === now.report.run
  if (!isSame && !before.starting) return ''
  const earlier = isSame ? before.report : emptyReport
  const sentences = [
    ...(isSame || now.report.run === '' ? [] : [startOf(now.report, say)]),
    ...preparationOf(earlier, now.report, say),
    ...begunWaits(earlier, now.report, steps, say),
    ...endedSteps(earlier, now.report, steps, say),
    ...endOf(earlier, now.report, say),
  ]
  return sentences.map(say.sentence).join(say.space)
}

const startOf = ({ scope, steps }: Report, say: Phrases): string => {
  const { started } = runningWords[say.language]
  return started(scopeWords({ scope, steps })[say.language])
}

const preparationOf = (before: Report, now: Report, say: Phrases): readonly string[] =>
  now.preparing === undefined || before.preparing?.en === now.preparing.en
    ? []
    : [say.of(say.preparing) + now.preparing[say.language]]

const begunWaits = (before: Report, now: Report, named: readonly Named[], say: Phrases): readonly string[] =>
  now.steps
    .filter(
      ({ id, waitsFor }) =>
        waitsFor !== undefined && before.steps.find((each) => each.id === id)?.waitsFor === undefined,
    )
    .flatMap(({ id }) => {
      const step = named.find((each) => each.id === id)
      return step === undefined ? [] : [waitingWords[say.language].announce(step.number, step.title)]
    })

const endedSteps = (before: Report, now: Report, named: readonly Named[], say: Phrases): readonly string[] =>
  now.steps
    .filter(({ id, status }) => settled.has(status) && before.steps.find((each) => each.id === id)?.status !== status)
    .flatMap(({ id, status }) => {
      const step = named.find((each) => each.id === id)
      return step === undefined ? [] : [say.announce(step.number, step.title, say.stepStatus[status])]
    })

const endOf = (before: Report, now: Report, say: Phrases): readonly string[] => {
  const { status } = now
  if (status === before.status || status === 'running' || status === 'waiting') return []
  return [verdictOf({ ...now, status }, say)]
}
