import type { EventBody, RunEvent, StepStatus } from '../../runner/protocol/events.ts'
import type { Selection } from '../../runner/protocol/scope.ts'

type Of<Type extends RunEvent['type']> = Extract<RunEvent, { readonly type: Type }>

/**
 * The part of a run that a reader asked for: the events of the first steps, as they were, between a beginning and an
 * end that name only these steps. Undefined when the run had no such step.
 */
export const cutJournal = (events: readonly RunEvent[], asked: Selection): readonly RunEvent[] | undefined => {
  if (asked.kind === 'all') return events
  const [begun] = events
  if (begun?.type !== 'run-started' || !begun.steps.includes(asked.step)) return undefined
  const steps = begun.steps.slice(0, begun.steps.indexOf(asked.step) + 1)
  const kept = events.slice(1).filter((event) => event.type !== 'run-finished' && isOf(event, steps))
  const end: RunEvent = { seq: 0, at: kept.at(-1)?.at ?? begun.at, ...endOf(kept) }
  const part: RunEvent = { ...begun, steps, scope: { ...begun.scope, asked } }
  return [part, ...kept, end].map((event, index) => ({ ...event, seq: index + 1 }))
}

const isOf = (event: RunEvent, steps: readonly string[]): boolean => !('step' in event) || steps.includes(event.step)

/** How the part ended, by its steps: a step that did not pass is not made better by leaving out those after it. */
const endOf = (events: readonly RunEvent[]): EventBody => {
  const finished = events.filter((event): event is Of<'step-finished'> => event.type === 'step-finished')
  return {
    type: 'run-finished',
    status: statusOf(new Set(finished.map(({ status }) => status))),
    leftovers: [],
    milliseconds: finished.reduce((sum, { milliseconds }) => sum + milliseconds, 0),
  }
}

const statusOf = (statuses: ReadonlySet<StepStatus>): Of<'run-finished'>['status'] => {
  if (statuses.has('broken')) return 'broken'
  if (statuses.has('failed')) return 'failed'
  return statuses.size === 1 && statuses.has('passed') ? 'passed' : 'incomplete'
}
