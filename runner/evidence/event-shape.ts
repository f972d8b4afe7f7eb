import { z } from 'zod'
import { type RunEvent, eventFormat } from '../protocol/events.ts'
import { digestText, idText, momentText } from './format.ts'

const text = z.string()
const words = z.strictObject({ en: text, 'zh-cn': text })
const duration = z.int().nonnegative()
const problem = z.strictObject({ what: words, hint: words })
const check = z.int().nonnegative()
const tries = z.int().nonnegative()

const verdict = z.union([
  z.strictObject({ holds: z.literal(true), saw: words, tries }),
  z.strictObject({ holds: z.literal(false), saw: words, expected: words, tries }),
  z.strictObject({ holds: z.literal(null), reason: words, tries }),
])

const selection = z.union([
  z.strictObject({ kind: z.literal('all') }),
  z.strictObject({ kind: z.enum(['only', 'to']), step: idText }),
])

const target = z.strictObject({
  id: idText,
  description: text,
  details: z.record(text, text),
  rehearsal: words.exactOptional(),
})

type Type = RunEvent['type']
const event = <Name extends Type>(type: Name) => ({ seq: z.int().positive(), at: momentText, type: z.literal(type) })
const stepEvent = <Name extends Type>(type: Name) => ({ ...event(type), step: idText })

/** An event of a kept journal, member by member. A new event does not compile without its shape. */
const shapes: { readonly [Name in Type]: z.ZodType<Extract<RunEvent, { readonly type: Name }>> } = {
  'run-started': z.strictObject({
    ...{ ...event('run-started'), format: z.literal(eventFormat), run: text, playbook: idText },
    ...{ contentHash: digestText, mode: z.enum(['run', 'verify']), steps: z.array(idText).max(1000) },
    scope: z.strictObject({ asked: selection, of: duration }),
  }),
  blocked: z.strictObject({ ...event('blocked'), missing: z.array(problem) }),
  preparing: z.strictObject({ ...event('preparing'), text: words }),
  'target-opened': z.strictObject({ ...event('target-opened'), target }),
  'step-started': z.strictObject({ ...stepEvent('step-started'), shown: text, actual: text }),
  'waiting-for-reader': z.strictObject({ ...stepEvent('waiting-for-reader'), instruction: words }),
  'reader-done': z.strictObject({
    ...{ ...stepEvent('reader-done'), saidIn: z.enum(['page', 'terminal']), waitedMs: duration },
  }),
  output: z.strictObject({ ...stepEvent('output'), stream: z.enum(['stdout', 'stderr']), offset: duration, text }),
  'command-ended': z.strictObject({
    ...{ ...stepEvent('command-ended'), exitCode: z.int().nullable(), milliseconds: duration },
    endedShell: z.literal(true).exactOptional(),
  }),
  'stand-ins': z.strictObject({
    ...event('stand-ins'),
    standIns: z.array(z.strictObject({ image: text, digest: text.exactOptional() })),
  }),
  saved: z.strictObject({ ...stepEvent('saved'), name: text, value: text }),
  'tried-before': z.strictObject({ ...stepEvent('tried-before'), check, verdict }),
  checked: z.strictObject({ ...stepEvent('checked'), check, assertion: words, verdict }),
  'typed-by-hand': z.strictObject({
    ...stepEvent('typed-by-hand'),
    looks: z.array(z.strictObject({ check: check.exactOptional(), line: text, verdict })),
  }),
  'step-finished': z.strictObject({
    ...{ ...stepEvent('step-finished'), milliseconds: duration, why: words.exactOptional() },
    status: z.enum(['passed', 'failed', 'broken', 'skipped', 'blocked', 'not-reached']),
  }),
  'existed-before': z.strictObject({ ...stepEvent('existed-before'), problem }),
  'undo-started': z.strictObject({ ...stepEvent('undo-started'), actual: text }),
  'undo-finished': z.strictObject({ ...stepEvent('undo-finished'), clean: z.boolean(), saw: words }),
  kept: z.strictObject({
    ...{ ...event('kept'), forMs: duration, canExplore: z.boolean(), from: idText.exactOptional() },
  }),
  continued: z.strictObject({ ...event('continued'), from: idText }),
  'run-finished': z.strictObject({
    ...{ ...event('run-finished'), leftovers: z.array(problem), milliseconds: duration },
    ...{ status: z.enum(['passed', 'failed', 'broken', 'blocked', 'incomplete', 'cancelled']) },
    why: words.exactOptional(),
    continuedFrom: idText.exactOptional(),
  }),
}

/** Whether an event has the shape of its type, and no member more. */
export const isEvent = (event: { readonly type: string }): boolean =>
  Object.entries(shapes).some(([type, shape]) => type === event.type && shape.safeParse(event).success)
