import { closeSync } from 'node:fs'
import { isLocked } from '../host/lock.ts'
import type { RunEvent } from '../protocol/events.ts'
import { aliveLockPath } from './folder.ts'
import { start } from './line.ts'
import { folderOf, openForReading, readOn, readPortion } from './tail.ts'
import { news } from './wake.ts'

/**
 * The events after `afterSeq`, from the journal on disk. Throws RunnerError: `usage` when there is no such run,
 * `broken` when its journal is damaged or of another version.
 */
export const readEvents = (state: string, run: string, afterSeq: number): Promise<readonly RunEvent[]> =>
  Promise.try(() => {
    const { events, problem } = readPortion(state, run, afterSeq, Number.POSITIVE_INFINITY)
    if (problem !== undefined) throw problem
    return events
  })

/** After this time without an event, the run's lock is checked for whether its runner is alive. */
const silenceMs = 2000

/** What is read at once, so that much output is not kept in memory. */
const portionBytes = 256 * 1024

/**
 * All events after `afterSeq`: past ones, then live ones, also of a run in another process. Ends after `run-finished`,
 * when the signal is aborted, or when the runner has died without finishing. Throws RunnerError('broken') at a damaged
 * line, and for a journal of another version.
 */
export async function* watchEvents(
  state: string,
  run: string,
  afterSeq: number,
  signal: AbortSignal,
): AsyncGenerator<RunEvent> {
  const folder = folderOf(state, run)
  const file = openForReading(folder, run)
  try {
    yield* follow(file, folder, afterSeq, signal)
  } finally {
    closeSync(file)
  }
}

async function* follow(file: number, folder: string, afterSeq: number, signal: AbortSignal): AsyncGenerator<RunEvent> {
  let from = start
  let heardAt = Date.now()
  while (!isAborted(signal)) {
    // Checked before reading, so that the last events of a dead runner are not lost.
    const isOver = Date.now() - heardAt > silenceMs && !isLocked(aliveLockPath(folder))
    if (Date.now() - heardAt > silenceMs) heardAt = Date.now()
    const { events, place, more, problem } = readOn(file, folder, { from, afterSeq, limitBytes: portionBytes })
    if (place.seq > from.seq) heardAt = Date.now()
    from = place
    for (const event of events) {
      yield event
      if (event.type === 'run-finished' || isAborted(signal)) return
    }
    if (problem !== undefined) throw problem
    // Also when its end is left out.
    if (place.isFinished || (isOver && !more)) return
    if (more) continue
    await news(folder, signal)
  }
}

// A function, because the compiler would narrow `aborted` to its earlier value.
const isAborted = (signal: AbortSignal): boolean => signal.aborted
