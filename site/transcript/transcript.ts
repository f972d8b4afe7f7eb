import type { RunEvent } from '../../runner/protocol/events.ts'
import { fold } from '../../runner/protocol/fold.ts'
import { emptyReport, type Report, type StepReport } from '../../runner/protocol/report.ts'

/** What a step wrote to one of its streams before it wrote to the other. */
export interface Written {
  readonly stream: 'stdout' | 'stderr'
  readonly text: string
}

export interface TranscriptStep {
  readonly number: number
  readonly report: StepReport
  /** ISO 8601 in UTC; undefined for a step that was not run. */
  readonly startedAt: string | undefined
  /** Everything that it wrote, in its order. */
  readonly written: readonly Written[]
  /** The command by which it was undone. */
  readonly undo: string | undefined
}

/** A run, step by step. */
export interface Transcript {
  readonly report: Report
  readonly steps: readonly TranscriptStep[]
}

/** Pure; made from the events of a journal alone, while the site is built and in a reader's browser. */
export const transcriptOf = (events: readonly RunEvent[]): Transcript => {
  const report = events.reduce(fold, emptyReport)
  const ofStep = Map.groupBy(events, (event) => ('step' in event ? event.step : ''))
  return {
    report,
    steps: report.steps.map((step, index) => ({
      ...{ number: index + 1, report: step },
      ...fromEvents(ofStep.get(step.id) ?? []),
    })),
  }
}

const fromEvents = (events: readonly RunEvent[]): Pick<TranscriptStep, 'startedAt' | 'written' | 'undo'> => ({
  startedAt: events.find(({ type }) => type === 'step-started')?.at,
  written: writtenIn(events),
  undo: events.flatMap((event) => (event.type === 'undo-started' ? [event.actual] : []))[0],
})

/** Of a flood the runner leaves out parts; a character that is split between two events is no gap. */
const longestCharacter = 4
const encoder = new TextEncoder()

const writtenIn = (events: readonly RunEvent[]): readonly Written[] => {
  const ends = { stdout: 0, stderr: 0 }
  const written: Written[] = []
  for (const event of events) {
    if (event.type !== 'output') continue
    const leftOut = event.offset - ends[event.stream]
    const gap = leftOut > longestCharacter ? `\n… ${leftOut} bytes are not shown …\n` : ''
    ends[event.stream] = event.offset + encoder.encode(event.text).length
    const last = written.at(-1)
    const text = gap + event.text
    if (last?.stream === event.stream) written[written.length - 1] = { ...last, text: last.text + text }
    else written.push({ stream: event.stream, text })
  }
  return written
}
