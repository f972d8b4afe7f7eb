import { type Cast, type CastEvent, markerOf } from '../protocol/cast.ts'
import type { RunEvent } from '../protocol/events.ts'
import type { Mask } from '../protocol/mask.ts'
import { type Piece, cleanPieces, clipPieces } from './terminal-pieces.ts'

/** What a recording needs about a step, besides the events of the run. */
export interface RecordableStep {
  readonly title: string
  /** The prompt before the command: `$ `. */
  readonly prompt: string
  /** The hash of the step's action. */
  readonly hash: string
}

export interface RecordingOptions {
  readonly title: string
  readonly steps: ReadonlyMap<string, RecordableStep>
  readonly mask: Mask
}

type Of<Type extends RunEvent['type']> = Extract<RunEvent, { readonly type: Type }>

const only = <Type extends RunEvent['type']>(events: readonly RunEvent[], type: Type): readonly Of<Type>[] =>
  events.filter((event): event is Of<Type> => event.type === type)

/** A player shortens pauses to this, in seconds. */
const longestSilence = 2
const [width, height] = [100, 30]

/**
 * A recording of a run's steps as a terminal would have shown them, with the times of the events. Only passed runs are
 * recorded, and only their passed steps: a recording shows what the guide says.
 */
export const recordingOf = (events: readonly RunEvent[], options: RecordingOptions): Cast | undefined => {
  const [[begun], [opened], [ended]] = [
    only(events, 'run-started'),
    only(events, 'target-opened'),
    only(events, 'run-finished'),
  ]
  if (begun === undefined || opened === undefined || (ended?.status !== 'passed' && ended?.status !== 'incomplete'))
    return undefined
  const passed = new Set(
    only(events, 'step-finished').flatMap(({ step, status }) => (status === 'passed' ? [step] : [])),
  )
  const starts = only(events, 'step-started').filter(({ step }) => passed.has(step) && options.steps.has(step))
  const [first] = starts
  if (first === undefined) return undefined
  const start = Date.parse(first.at)
  const { target } = opened
  return {
    header: {
      version: 2,
      width,
      height,
      timestamp: Math.floor(start / 1000),
      idle_time_limit: longestSilence,
      title: options.title,
      env: { SHELL: '/bin/bash', TERM: 'dumb' },
      shipshape: {
        playbook: begun.playbook,
        target: target.id,
        description: target.description,
        contentHash: begun.contentHash,
        steps: Object.fromEntries(starts.map(({ step }) => [step, options.steps.get(step)?.hash ?? ''])),
      },
    },
    events: starts.flatMap((each) => stepEvents(events, each, start, options)),
  }
}

const stepEvents = (
  events: readonly RunEvent[],
  begun: Of<'step-started'>,
  start: number,
  { steps, mask }: RecordingOptions,
): readonly CastEvent[] => {
  const step = steps.get(begun.step)
  const since = ({ at }: RunEvent): number => Date.parse(at) - start
  const typed = `${step?.prompt ?? ''}${begun.actual.trimEnd().replaceAll('\n', step?.prompt === '' ? '\n' : '\n> ')}\n`
  const pieces: Piece[] = [{ at: since(begun), text: typed }, ...outputOf(events, begun.step, since)]
  const masked = mask.pieces(pieces.map(({ text }) => text))
  const shown = clipPieces(cleanPieces(pieces.map(({ at }, index) => ({ at, text: masked[index] ?? '' }))))
  const closed = shown.at(-1)?.text.endsWith('\r\n') === false ? [{ at: shown.at(-1)?.at ?? 0, text: '\r\n' }] : []
  const marker: CastEvent = [since(begun) / 1000, 'm', markerOf(begun.step, step?.title ?? '')]
  return [marker, ...[...shown, ...closed].map(({ at, text }): CastEvent => [at / 1000, 'o', text])]
}

const outputOf = (events: readonly RunEvent[], id: string, since: (event: RunEvent) => number): readonly Piece[] => {
  const ends = { stdout: 0, stderr: 0 }
  return events.flatMap((event) => {
    if (event.type === 'command-ended' && event.step === id && event.exitCode === null)
      return [{ at: since(event), text: '^C\n' }]
    if (event.type !== 'output' || event.step !== id) return []
    const gap = event.offset - ends[event.stream]
    ends[event.stream] = event.offset + new TextEncoder().encode(event.text).length
    // A character that is split between two pieces moves the offset by its own length at most.
    return [{ at: since(event), text: (gap > 4 ? `\n… ${gap} bytes are not shown …\n` : '') + event.text }]
  })
}
