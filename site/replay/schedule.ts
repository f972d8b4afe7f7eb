import type { RunEvent } from '../../runner/protocol/events.ts'

/** `reading`: pauses are shortened or lengthened so that each step can be read. `at-once`: without any. */
export type Pace = 'reading' | 'at-once'

/** The longest pause, in milliseconds; what takes the VM a minute is not read for a minute. */
const longestMs = 1500
/** The time before the next step, in milliseconds, in which what a step did is read. */
const betweenStepsMs = 900

/** When each event of a run is shown, in milliseconds since the beginning of its replay. */
export const timesOf = (events: readonly RunEvent[], pace: Pace): readonly number[] => {
  let time = 0
  return events.map((event, index) => {
    const before = events[index - 1]
    if (before !== undefined && pace === 'reading') time += pauseBefore(event, before)
    return time
  })
}

const pauseBefore = (event: RunEvent, before: RunEvent): number => {
  // It is set up before its first step, and undone after its last one: neither is what a reader came for.
  if (before.type === 'preparing' || event.type === 'undo-started' || event.type === 'undo-finished') return 40
  const real = Math.min(Math.max(Date.parse(event.at) - Date.parse(before.at), 0), longestMs)
  return event.type === 'step-started' ? Math.max(real, betweenStepsMs) : real
}
