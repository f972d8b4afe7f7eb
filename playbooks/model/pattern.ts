/** A regular expression as data. `m` is always set, so it is not a flag of its own. */
export interface Pattern {
  readonly pattern: string
  readonly flags?: string
}

/** The source of a regular expression and its flags. */
export const patternOf = ({ source, flags }: RegExp): Pattern => {
  const own = flags.replace('m', '')
  return own === '' ? { pattern: source } : { pattern: source, flags: own }
}

/** The regular expression of a pattern. Throws SyntaxError when it is none. */
export const regExpOf = ({ pattern, flags = '' }: Pattern): RegExp => new RegExp(pattern, `m${flags}`)

/** A pattern as it is written in JavaScript. */
export const patternText = ({ pattern, flags = '' }: Pattern): string => `/${pattern}/${flags}`
