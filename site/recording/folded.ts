import type { OutputPart } from './matched.ts'

/** The width of the terminal in which runs are recorded. */
const columns = 100
/** An output of more rows is folded … */
const mostRows = 8
/** … and this many are visible. */
const visibleRows = 5
/** Of a very long one, this many lines are on the page; the transcript has them all. */
const mostLines = 30

/** An output as a page shows it: the lines that are visible, and those behind a fold. */
export interface FoldedOutput {
  readonly visible: readonly OutputPart[]
  readonly folded: readonly OutputPart[]
  /** The number of lines behind the fold. */
  readonly foldedLines: number
  /** The number of lines after those, which only the transcript has. */
  readonly leftOutLines: number
}

const rowsOf = (line: string): number => Math.max(1, Math.ceil(line.length / columns))

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0)

/** How many lines are visible: all of a short output, and at least one of any. */
const visibleLines = (lines: readonly string[]): number => {
  const rows = lines.map(rowsOf)
  if (sum(rows) <= mostRows) return lines.length
  return Math.max(1, rows.filter((_, index) => sum(rows.slice(0, index + 1)) <= visibleRows).length)
}

/** The parts of the text between two places in it. */
const sliced = (parts: readonly OutputPart[], from: number, to: number): readonly OutputPart[] => {
  let start = 0
  return parts.flatMap((part) => {
    const cut = part.text.slice(Math.max(0, from - start), Math.max(0, to - start))
    start += part.text.length
    return cut === '' ? [] : [{ ...part, text: cut }]
  })
}

/** A short output is visible as a whole. Empty lines at the end are left out. */
export const foldOutput = (parts: readonly OutputPart[]): FoldedOutput => {
  const lines = parts
    .map(({ text }) => text)
    .join('')
    .trimEnd()
    .split('\n')
  const count = visibleLines(lines)
  const kept = lines.slice(0, Math.max(count, mostLines))
  const [visible, whole] = [lines.slice(0, count).join('\n').length, kept.join('\n').length]
  return {
    visible: sliced(parts, 0, visible),
    folded: sliced(parts, visible + 1, whole),
    foldedLines: kept.length - count,
    leftOutLines: lines.length - kept.length,
  }
}
