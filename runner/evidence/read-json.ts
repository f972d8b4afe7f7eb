import type { z } from 'zod'
import type { Disagreement } from './disagreement.ts'

/** What a kept file is: a value of its format, one of another format, or nothing that may be believed. */
export type Reading<Value> =
  | { readonly kind: 'read'; readonly value: Value }
  | { readonly kind: 'other-format' }
  | { readonly kind: 'invalid'; readonly why: Disagreement }

const invalid = (why: Disagreement): { readonly kind: 'invalid'; readonly why: Disagreement } => ({
  kind: 'invalid',
  why,
})

/** Our own files are written by `JSON.stringify`: any other text was edited, or has a key twice. */
export const parseCanonical = <Value>(text: string, shape: z.ZodType<Value>, indent: number): Reading<Value> => {
  const parsed = parse(text)
  if (parsed.kind !== 'read') return parsed
  const result = shape.safeParse(parsed.value)
  if (!result.success) return invalid(firstIssue(result.error.issues))
  // After its shape was checked: an arbitrary value may be nested too deeply to be written.
  if (JSON.stringify(parsed.value, undefined, indent) !== text) return invalid({ kind: 'edited' })
  return { kind: 'read', value: result.data }
}

/** Any JSON value. */
export const parse = (text: string): Reading<unknown> => {
  try {
    return { kind: 'read', value: JSON.parse(text) as unknown }
  } catch {
    // JSON.parse throws for this reason only.
    return invalid({ kind: 'not-json' })
  }
}

type Issue = z.core.$ZodIssue

const firstIssue = (issues: readonly Issue[]): Disagreement => {
  const [issue] = issues
  const path = (issue?.path ?? []).map(String)
  if (issue?.code === 'unrecognized_keys')
    return { kind: 'unknown-field', field: [...path, ...issue.keys.slice(0, 1)].join('.').slice(0, 200) }
  return { kind: 'wrong-field', field: path.join('.').slice(0, 200) || '.' }
}
