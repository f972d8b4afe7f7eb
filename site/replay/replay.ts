import type { EventBody, RunEvent } from '../../runner/protocol/events.ts'
import { type Pace, timesOf } from './schedule.ts'

export interface ReplayOptions {
  readonly events: readonly RunEvent[]
  readonly pace: Pace
  /** The id under which the page follows it. */
  readonly run: string
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/**
 * A run that is shown again. Its events have the times of the replay, so that a page counts the seconds of the replay;
 * how long each step took is in them as it was.
 */
export class Replay {
  readonly #options: ReplayOptions
  readonly #begunAt: number
  #times: readonly number[]
  /** The end of a replay that was stopped. */
  #stopped: readonly RunEvent[] | undefined

  constructor(options: ReplayOptions) {
    this.#options = options
    this.#begunAt = options.now()
    this.#times = timesOf(options.events, options.pace)
  }

  /** The events after `seq` whose time has come. */
  eventsAfter(seq: number): readonly RunEvent[] {
    return (this.#stopped ?? this.#untilNow()).filter((event) => event.seq > seq)
  }

  /** Shows the rest now. */
  finish(): void {
    this.#times = this.#times.map(() => 0)
  }

  /** Stops it, as a run that is cancelled: the step that was going on is not judged. */
  cancel(): void {
    const shown = this.#untilNow()
    if (this.#stopped !== undefined || shown.at(-1)?.type === 'run-finished') return
    const elapsed = this.#options.now() - this.#begunAt
    const ends: readonly EventBody[] = [
      ...unfinishedIn(shown).map((step): EventBody => ({
        type: 'step-finished',
        step,
        status: 'skipped',
        milliseconds: 0,
        why,
      })),
      { type: 'run-finished', status: 'cancelled', leftovers: [], milliseconds: elapsed },
    ]
    this.#stopped = [
      ...shown,
      ...ends.map((end, index) => this.#timed({ seq: shown.length + index + 1, at: '', ...end }, elapsed)),
    ]
  }

  #untilNow(): readonly RunEvent[] {
    const { events, run, now } = this.#options
    const elapsed = now() - this.#begunAt
    return events.flatMap((event, index) => {
      const time = this.#times[index] ?? 0
      if (time > elapsed) return []
      return [this.#timed(event.type === 'run-started' ? { ...event, run } : event, time)]
    })
  }

  #timed(event: RunEvent, time: number): RunEvent {
    return { ...event, at: new Date(this.#begunAt + time).toISOString() }
  }
}

const why = { en: 'The replay was stopped.', 'zh-cn': '回放已停止。' }

/** The step that has begun and not ended. */
const unfinishedIn = (events: readonly RunEvent[]): readonly string[] => {
  const ended = new Set(events.flatMap((event) => (event.type === 'step-finished' ? [event.step] : [])))
  return events.flatMap((event) => (event.type === 'step-started' && !ended.has(event.step) ? [event.step] : []))
}
