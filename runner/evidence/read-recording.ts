import { z } from 'zod'
import { type Cast, type CastEvent, type CastHeader, redraw, stepOf } from '../protocol/cast.ts'
import { harmless } from '../protocol/harmless.ts'
import { digestText, idText, lineText } from './format.ts'
import { type Reading, parseCanonical } from './read-json.ts'

const headerShape: z.ZodType<CastHeader> = z.strictObject({
  version: z.literal(2),
  width: z.int().min(20).max(500),
  height: z.int().min(5).max(500),
  timestamp: z.int().positive(),
  idle_time_limit: z.number().positive().max(60),
  title: lineText,
  env: z.strictObject({ SHELL: lineText, TERM: lineText }),
  shipshape: z.strictObject({
    playbook: idText,
    target: idText,
    description: lineText,
    contentHash: digestText,
    steps: z.record(idText, digestText),
  }),
})

/** Only what a page can show as it is: no sequence for a terminal but the one that redraws a line. */
const shownText = z.string().refine((text) => {
  const plain = text.replaceAll('\r\n', '\n').replaceAll(redraw, '')
  return harmless(plain) === plain
})
const eventShape: z.ZodType<CastEvent> = z.tuple([z.number().nonnegative(), z.enum(['o', 'm']), shownText])

/** The recording in a file's text. Its events are in the order of their time, and it marks exactly its steps. */
export const readRecording = (text: string): Reading<Cast> => {
  if (!text.endsWith('\n')) return { kind: 'invalid', why: { kind: 'edited' } }
  const [first = '', ...lines] = text.slice(0, -1).split('\n')
  const header = parseCanonical(first, headerShape, 0)
  if (header.kind !== 'read') return header
  const events: CastEvent[] = []
  for (const line of lines) {
    const event = parseCanonical(line, eventShape, 0)
    if (event.kind !== 'read') return event
    events.push(event.value)
  }
  const cast = { header: header.value, events }
  return isOrdered(cast)
    ? { kind: 'read', value: cast }
    : { kind: 'invalid', why: { kind: 'wrong-field', field: 'events' } }
}

const isOrdered = ({ header, events }: Cast): boolean => {
  const marked = events.flatMap(([, code, text]) => (code === 'm' ? [stepOf(text)] : []))
  return (
    marked.join('\n') === Object.keys(header.shipshape.steps).join('\n') &&
    events.every(([seconds], index) => seconds >= (events[index - 1]?.[0] ?? 0))
  )
}
