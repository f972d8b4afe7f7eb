import type { EventBody, RunEvent } from '../protocol/events.ts'
import type { Mask, MaskStream } from '../protocol/mask.ts'

type Emit = (body: EventBody) => void
type Output = Extract<EventBody, { readonly type: 'output' }>

/** A stream of a step's output on its way through the mask. Positions are in bytes. */
interface Masked {
  readonly stream: MaskStream
  /** Where the raw text that was pushed ends. */
  rawEnd: number
  /** Where the masked text that was shown ends. */
  shownEnd: number
}

const bytesOf = (text: string): number => Buffer.byteLength(text)

/** Members that are ours; a secret that is the same word by chance must not change them. */
const ours = new Set(['type', 'run', 'playbook', 'contentHash', 'mode', 'steps', 'step', 'stream', 'status', 'name'])

/** Masks secrets in every event, and in a step's output wherever it is cut. `offset` then counts the masked text. */
export const maskEvents = (mask: Mask, emit: Emit): Emit => {
  const streams = new Map<string, Masked>()
  const show = (output: Pick<Output, 'step' | 'stream'>, masked: Masked, text: string): void => {
    if (text === '') return
    emit({ type: 'output', step: output.step, stream: output.stream, offset: masked.shownEnd, text })
    masked.shownEnd += bytesOf(text)
  }
  const push = ({ step, stream, offset, text }: Output): void => {
    const key = `${step} ${stream}`
    const masked = streams.get(key) ?? { stream: mask.stream(), rawEnd: 0, shownEnd: 0 }
    streams.set(key, masked)
    if (offset > masked.rawEnd) {
      // Of a flood, parts are left out: nothing continues over the gap.
      show({ step, stream }, masked, masked.stream.flush())
      masked.shownEnd += offset - masked.rawEnd
    }
    masked.rawEnd = offset + bytesOf(text)
    show({ step, stream }, masked, masked.stream.push(text))
  }
  const flushStep = (step: string): void => {
    for (const stream of ['stdout', 'stderr'] as const) {
      const masked = streams.get(`${step} ${stream}`)
      if (masked !== undefined) show({ step, stream }, masked, masked.stream.flush())
    }
  }
  return (body) => {
    if (body.type === 'output') return push(body)
    if ('step' in body) flushStep(body.step)
    emit(maskDeep(body, mask) as EventBody) // only texts were changed
  }
}

/** The events of a finished run with secrets masked: each has its time, and is numbered again. */
export const maskedEvents = (events: readonly RunEvent[], mask: Mask): readonly RunEvent[] => {
  const masked: RunEvent[] = []
  let at = ''
  const put = maskEvents(mask, (body) => {
    const head = { seq: masked.length + 1, at }
    // Twice: a line of a journal begins with these members, and an event has its own.
    masked.push({ ...head, ...body, ...head })
  })
  for (const event of events) {
    at = event.at
    put(event)
  }
  return masked
}

const maskDeep = (thing: unknown, mask: Mask): unknown => {
  if (typeof thing === 'string') return mask.text(thing)
  if (typeof thing !== 'object' || thing === null) return thing
  if (Array.isArray(thing)) return thing.map((item) => maskDeep(item, mask))
  return Object.fromEntries(
    Object.entries(thing).map(([key, value]) => [key, ours.has(key) ? value : maskDeep(value, mask)]),
  )
}
