import { colouredOf, type Styled } from './coloured.ts'
import type { OutputPart } from './matched.ts'

/**
 * The colours in which a program wrote an output, for its plain text. None where the program wrote something else: of a
 * very long output a recording has less, and of a line that was drawn again only its last state.
 */
export const coloursOf = (written: string, output: string): readonly Styled[] => {
  const styled = colouredOf(written)
  const isSame =
    styled
      .map(({ text }) => text)
      .join('')
      .trimEnd() === output.trimEnd()
  return isSame && styled.some(({ classes }) => classes.length > 0) ? styled : []
}

/** Splits the parts of an output where a colour begins or ends. */
export const inColour = (parts: readonly OutputPart[], styled: readonly Styled[]): readonly OutputPart[] => {
  if (styled.length === 0) return parts
  const starts = startsOf(styled)
  let at = 0
  return parts.flatMap(({ text, isMatched }) => {
    const from = at
    at += text.length
    return styled.flatMap(({ text: piece, classes }, index): readonly OutputPart[] => {
      const start = (starts[index] ?? 0) - from
      const cut = text.slice(Math.max(0, start), Math.max(0, start + piece.length))
      if (cut === '') return []
      return [classes.length === 0 ? { text: cut, isMatched } : { text: cut, isMatched, classes }]
    })
  })
}

const startsOf = (styled: readonly Styled[]): readonly number[] => {
  let next = 0
  return styled.map(({ text }) => {
    const start = next
    next += text.length
    return start
  })
}
