import { regExpOf } from '../../playbooks/model/index.ts'
import type { ActualMatch } from '../../runner/checks/match.ts'

/** Some of an output. */
export interface OutputPart {
  readonly text: string
  /** Whole lines in which a check of the output finds what it looks for. */
  readonly isMatched: boolean
  /** Names of the classes of its colours; left out where it has none. */
  readonly classes?: readonly string[]
}

interface Span {
  readonly start: number
  readonly end: number
}

/** The first place in an output that satisfies a match. */
const foundBy = (match: ActualMatch, output: string): readonly Span[] => {
  switch (match.how) {
    case 'equals':
    case 'contains':
      return spanOf(output.indexOf(match.text.trimEnd()), match.text.trimEnd())
    case 'matches': {
      const found = regExpOf(match).exec(output)
      return found === null ? [] : spanOf(found.index, found[0])
    }
    case 'excludes':
      return []
  }
}

const spanOf = (start: number, { length }: string): readonly Span[] =>
  start < 0 || length === 0 ? [] : [{ start, end: start + length }]

const toWholeLines = ({ start, end }: Span, output: string): Span => {
  const lineEnd = output.indexOf('\n', end - 1)
  return { start: output.lastIndexOf('\n', start - 1) + 1, end: lineEnd < 0 ? output.length : lineEnd + 1 }
}

/** An output in parts, in order. What contains a value that only a run knows is found nowhere. */
export const markMatched = (output: string, matches: readonly ActualMatch[]): readonly OutputPart[] => {
  const spans = matches
    .flatMap((match) => foundBy(match, output))
    .map((span) => toWholeLines(span, output))
    .sort((one, other) => one.start - other.start)
  const parts: OutputPart[] = []
  let at = 0
  for (const { start, end } of spans) {
    if (start > at) parts.push({ text: output.slice(at, start), isMatched: false })
    const text = output.slice(Math.max(at, start), end)
    if (text !== '') parts.push({ text, isMatched: true })
    at = Math.max(at, end)
  }
  return at < output.length ? [...parts, { text: output.slice(at), isMatched: false }] : parts
}
