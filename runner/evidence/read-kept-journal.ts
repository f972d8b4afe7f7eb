import type { RunEvent } from '../protocol/events.ts'
import { readJournal, toJournal } from '../protocol/journal.ts'
import { isEvent } from './event-shape.ts'
import type { Reading } from './read-json.ts'

const damaged = (line: number): Reading<never> => ({ kind: 'invalid', why: { kind: 'damaged-line', line } })

/** The events of a kept journal: of a whole run, each of its shape, and in the form that the runner writes. */
export const readKeptJournal = (text: string): Reading<readonly RunEvent[]> => {
  const reading = readJournal(text)
  if (reading.kind === 'damaged') return damaged(reading.line)
  const { events, isFinished } = reading
  if (!isFinished) return damaged(events.length + 1)
  const wrong = events.findIndex((event) => !isEvent(event))
  if (wrong >= 0) return damaged(wrong + 1)
  return toJournal(events) === text ? { kind: 'read', value: events } : { kind: 'invalid', why: { kind: 'edited' } }
}
