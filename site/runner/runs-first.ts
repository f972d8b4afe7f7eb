import type { Report } from '../../runner/protocol/report.ts'
import type { Phrases } from '../words.ts'
import { runningWords } from '../words/running.ts'

interface Named {
  readonly id: string
  readonly number: number
  readonly title: string
}

/** The text at the step that was asked for, while the steps before it run: what runs first, and what runs now. */
export const runsFirstText = (
  { scope, steps, status }: Report,
  step: Named,
  named: readonly Named[],
  say: Phrases,
): string => {
  const { asked } = scope
  const isAsked = asked.kind !== 'all' && asked.step === step.id
  const waits = steps.find(({ id }) => id === step.id)?.status === 'waiting'
  if (!isAsked || !waits || status !== 'running' || step.number < 2) return ''
  const words = runningWords[say.language]
  const now = named.find(({ id }) => steps.some((each) => each.id === id && each.status === 'running'))
  const current = now === undefined ? [] : [say.of(words.now) + say.sentence(`${now.number}. ${now.title}`)]
  return [words.runsFirst(step.number - 1), ...current].join(say.space)
}
