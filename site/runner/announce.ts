import type { Report } from '../../runner/protocol/report.ts'
import type { Phrases } from '../words.ts'
import { verdictOf } from './verdict.ts'

interface Named {
  readonly id: string
  readonly number: number
  readonly title: string
}

const settled = new Set(['passed', 'failed', 'broken', 'skipped', 'blocked'])

/**
 * The text for a screen reader when a run has moved from one report to the next: the steps that ended, and the end.
 * Nothing when the run is new to the page: after a reload its history is on the page, and need not be read aloud.
 */
export const announcement = (before: Report, now: Report, steps: readonly Named[], say: Phrases): string => {
  if (before.run !== now.run) return ''
  const ended = now.steps.filter(
    (step) => settled.has(step.status) && before.steps.find((each) => each.id === step.id)?.status !== step.status,
  )
  const sentences = ended.flatMap(({ id, status }) => {
    const named = steps.find((each) => each.id === id)
    return named ? [say.announce(named.number, named.title, say.stepStatus[status])] : []
  })
  const { status } = now
  const finished = status !== before.status && status !== 'running' && status !== 'waiting' ? status : undefined
  return [...sentences, ...(finished ? [verdictOf({ ...now, status: finished }, say)] : [])].map(say.sentence).join(' ')
}
