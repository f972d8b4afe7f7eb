import type { Ref, Words } from './text.ts'

/** A value that a guide asks its reader for: a user name, an access token. */
export interface Input {
  /** The label of its field on the page, and the question in the terminal. */
  readonly title: Words
  /** A JavaScript regular expression's source; the whole value must match it. */
  readonly pattern: string
  /** Hidden as it is typed, and masked in everything that a run shows or keeps. */
  readonly secret?: true
  /** Used in the lab when the reader gives none, so that the guide can be proven. */
  readonly labDefault: string
}

export type Inputs = { readonly [name: string]: Input }

interface InputDescription {
  readonly title: Words
  readonly pattern: RegExp
  readonly secret?: true
  readonly labDefault: string
}

/** The flags stand in the source itself, `(?i:…)`: the pattern of a field on the page has no other place for them. */
const sourceOf = (pattern: RegExp): string => {
  const [unfit] = pattern.flags.match(/[^imsu]/) ?? []
  if (unfit !== undefined)
    throw new Error(`${pattern} has the flag ${unfit}; the pattern of an input may have i, m, s and u.`)
  const flags = pattern.flags.replace('u', '')
  return flags === '' ? pattern.source : `(?${flags}:${pattern.source})`
}

/** What a guide asks its reader for. `given.user` is a value for `sh` and `text`; another name does not compile. */
export const ask = <const Name extends string>(described: {
  readonly [name in Name]: InputDescription
}): { readonly inputs: Inputs; readonly given: { readonly [name in Name]: Ref } } => {
  const entries = Object.entries<InputDescription>(described)
  const given = Object.fromEntries(entries.map(([name]) => [name, { from: 'input', name }]))
  return {
    inputs: Object.fromEntries(entries.map(([name, input]) => [name, { ...input, pattern: sourceOf(input.pattern) }])),
    given: given as { readonly [name in Name]: Ref }, // its keys are those of `described`
  }
}
