import { redraw } from '../protocol/cast.ts'
import { harmlessNow } from '../protocol/harmless.ts'

/** A piece of terminal output; `at` is in milliseconds since the start of the recording. */
export interface Piece {
  readonly at: number
  readonly text: string
}

/**
 * The pieces as a terminal without colours shows them. Only printable characters, tabs, line ends
 * and redrawn lines are kept, also where a sequence or a line was split between pieces.
 */
export const cleanPieces = (pieces: readonly Piece[]): readonly Piece[] => {
  let line = ''
  return pieces.flatMap(({ at, text }) => {
    const before = harmlessNow(line)
    const whole = line + text
    line = whole.slice(whole.lastIndexOf('\n') + 1)
    const after = harmlessNow(whole)
    const added = after.startsWith(before) ? after.slice(before.length) : redraw + after
    return added === '' ? [] : [{ at, text: added.replaceAll('\n', '\r\n') }]
  })
}

/** The maximum output of one step in a recording … */
const mostCharacters = 16 * 1024
/** … of which this many characters are from its end. */
const endCharacters = 4 * 1024

/** Replaces the middle of a very long output by a remark. */
export const clipPieces = (pieces: readonly Piece[]): readonly Piece[] => {
  const length = pieces.reduce((sum, { text }) => sum + text.length, 0)
  if (length <= mostCharacters) return pieces
  const [headEnd, tailStart] = [mostCharacters - endCharacters, length - endCharacters]
  const remark = `\r\n… ${tailStart - headEnd} characters are left out of this recording …\r\n`
  let start = 0
  return pieces.flatMap(({ at, text }) => {
    const from = start
    start += text.length
    const head = text.slice(0, Math.max(0, headEnd - from))
    const cutsHere = from <= headEnd && start > headEnd
    const tail = text.slice(Math.max(0, tailStart - from))
    const kept = head + (cutsHere ? remark : '') + tail
    return kept === '' ? [] : [{ at, text: kept }]
  })
}
