import { type Spelling, mostBetween } from './spellings.ts'

/** What begins at a position of a text. */
export interface Match {
  /** Where the longest complete one ends; undefined when there is none. */
  readonly end: number | undefined
  /** More text may complete one, or a longer one. */
  readonly maybe: boolean
}

export const noMatch: Match = { end: undefined, maybe: false }

/** Whether a spelling begins at a position. Takes time in proportion to the spelling's length. */
export const matchAt = (text: string, from: number, { units, between }: Spelling): Match => {
  let [ends, maybe]: [ReadonlySet<number>, boolean] = [new Set([from]), false]
  for (const [index, writings] of units.entries()) {
    const starts = index > 0 ? new Set(Array.from(ends, (end) => afterGap(text, end, between))) : ends
    const next = Array.from(starts, (start) => writingsAt(text, start, writings))
    maybe ||= next.some((each) => each.maybe)
    ends = new Set(next.flatMap((each) => each.ends))
    if (ends.size === 0) return { ...noMatch, maybe }
  }
  return { end: Math.max(...ends), maybe }
}

/** Where each writing of one character ends that stands at a position, and whether more text may complete another. */
const writingsAt = (
  text: string,
  at: number,
  writings: readonly string[],
): { readonly ends: readonly number[]; readonly maybe: boolean } => ({
  ends: writings.filter((writing) => text.startsWith(writing, at)).map((writing) => at + writing.length),
  maybe: writings.some((writing) => at + writing.length > text.length && writing.startsWith(text.slice(at))),
})

const afterGap = (text: string, from: number, between: string): number => {
  let at = from
  while (at < from + mostBetween && at < text.length && between.includes(text.charAt(at))) at += 1
  return at
}

const header = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/y
const footer = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/y
const longestLine = 80

const lineAt = (pattern: RegExp, word: string, text: string, from: number): Match => {
  pattern.lastIndex = from
  if (pattern.test(text)) return { end: pattern.lastIndex, maybe: false }
  const rest = text.slice(from, from + longestLine)
  const isOpen = rest.length < longestLine && (word.startsWith(rest) || isBegunLine(word, rest))
  return { end: undefined, maybe: isOpen }
}

const isBegunLine = (word: string, rest: string): boolean =>
  rest.startsWith(word) && /^[A-Z0-9 ]*-{0,4}$/.test(rest.slice(word.length))

/** Whether the first line of a private key in PEM format begins at a position. */
export const keyBeginsAt = (text: string, from: number): Match => lineAt(header, '-----BEGIN ', text, from)
/** Whether its last line does. */
export const keyEndsAt = (text: string, from: number): Match => lineAt(footer, '-----END ', text, from)
