import type { Report } from '../../runner/protocol/report.ts'
import type { Phrases } from '../words.ts'

interface Named {
  readonly id: string
  readonly number: number
  readonly title: string
}

const settled = new Set(['passed', 'failed', 'broken', 'skipped', 'blocked'])

/**
 * What a screen reader is told when a run has moved from one report to the next: the steps that have ended, and the
 * end. Nothing when the run is new to the page: after a reload its history is on the page, and need not be read aloud.
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
  const finished = now.status !== before.status && now.status !== 'running' && now.status !== 'waiting'
  return [...sentences, ...(finished ? [say.runStatus[now.status]] : [])].map(say.sentence).join(' ')
}
