import { z } from 'zod'
import type { CheckRequest, RunRequest } from '../protocol/api.ts'

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/)

/** A private key or a certificate is shorter. Characters. */
const longestInput = 16 * 1024

/** The requests of a page. Any other field (`command`, `cwd`, `env` …) makes the request invalid. */
const runRequest = z.strictObject({
  playbook: id,
  contentHash: z.string().regex(/^[\w:-]{8,128}$/),
  target: id,
  steps: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('all') }),
    z.strictObject({ kind: z.literal('only'), step: id }),
    z.strictObject({ kind: z.literal('to'), step: id }),
  ]),
  inputs: z.record(id, z.string().max(longestInput)).exactOptional(),
  keep: z.literal(true).exactOptional(),
  agreed: z.literal(true).exactOptional(),
  key: z.string().regex(/^[\w-]{8,64}$/),
})

const check = z.strictObject({ playbook: id, target: id })

const size = { columns: z.int().min(1).max(500), rows: z.int().min(1).max(200) }
const openTerminal = z.strictObject({ ticket: z.string().regex(/^[\w-]{43}$/), ...size })
const terminalSize = z.strictObject(size)
/** What a person types or pastes at once. Characters. */
const terminalInput = z.strictObject({
  text: z
    .string()
    .min(1)
    .max(16 * 1024),
})

const done = z.strictObject({ step: id })

const nothing = z.strictObject({})

const retry = z.strictObject({
  parts: z
    .array(z.string().regex(/^[a-z0-9][a-z0-9/.:-]{0,63}$/))
    .max(100)
    .optional(),
})

export type Parsed<Value> = { readonly value: Value } | { readonly wrong: string }

const describe = (issues: readonly z.core.$ZodIssue[]): string =>
  issues.map((issue) => [issue.path.join('.'), issue.message].filter(Boolean).join(': ')).join('; ')

const parse = <Value>(schema: z.ZodType<Value>, input: unknown): Parsed<Value> => {
  const result = schema.safeParse(input)
  return result.success ? { value: result.data } : { wrong: describe(result.error.issues) }
}

export const parseRunRequest = (input: unknown): Parsed<RunRequest> => parse(runRequest, input)
export const parseCheck = (input: unknown): Parsed<CheckRequest> => parse(check, input)
export const parseOpenTerminal = (input: unknown): Parsed<z.infer<typeof openTerminal>> => parse(openTerminal, input)
export const parseTerminalSize = (input: unknown): Parsed<z.infer<typeof terminalSize>> => parse(terminalSize, input)
export const parseTerminalInput = (input: unknown): Parsed<z.infer<typeof terminalInput>> => parse(terminalInput, input)
export const parseRetry = (input: unknown): Parsed<z.infer<typeof retry>> => parse(retry, input)
export const parseDone = (input: unknown): Parsed<z.infer<typeof done>> => parse(done, input)
export const parseNothing = (input: unknown): Parsed<Record<string, never>> => parse(nothing, input)
