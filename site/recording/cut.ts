import { redraw, stepOf, type Cast } from '../../runner/protocol/cast.ts'

/** A piece of a terminal's text. `at` says when it is seen in a replay, in milliseconds. */
export interface Shown {
  readonly at: number
  readonly text: string
  /** The line that was typed, not its output. */
  readonly isTyped: boolean
}

/** Some steps of a recording, ready to be shown. */
export interface Cut {
  readonly pieces: readonly Shown[]
  readonly milliseconds: number
}

/** The original times, but no pause longer than the recording allows. */
const piecesOf = ({ header, events }: Cast, steps: ReadonlySet<string>): readonly Shown[] => {
  let [step, at, isTyped] = ['', 0, false]
  let before: number | undefined
  return events.flatMap(([seconds, code, text]) => {
    if (code === 'm') [step, isTyped] = [stepOf(text), true]
    if (code === 'm' || !steps.has(step)) return []
    at += Math.min(Math.max(seconds - (before ?? seconds), 0), header.idle_time_limit) * 1000
    before = seconds
    const piece = { at: Math.round(at), text: text.replaceAll('\r\n', '\n'), isTyped }
    isTyped = false
    return [piece]
  })
}

/** Text that a redrawn line has replaced is not visible at the end. */
const withoutRedrawn = (pieces: readonly Shown[]): readonly Shown[] =>
  pieces.reduce<readonly Shown[]>((seen, piece) => {
    if (!piece.text.startsWith(redraw)) return [...seen, piece]
    return [...withoutLastLine(seen), { ...piece, text: piece.text.slice(redraw.length) }]
  }, [])

const withoutLastLine = (pieces: readonly Shown[]): readonly Shown[] => {
  const last = pieces.at(-1)
  if (last === undefined || last.text.endsWith('\n')) return pieces
  const cut = last.text.lastIndexOf('\n') + 1
  return cut === 0
    ? withoutLastLine(pieces.slice(0, -1))
    : [...pieces.slice(0, -1), { ...last, text: last.text.slice(0, cut) }]
}

/** These steps of a recording; undefined when it has none of them. */
export const cutOf = (cast: Cast, steps: readonly string[]): Cut | undefined => {
  const pieces = withoutRedrawn(piecesOf(cast, new Set(steps)))
  const last = pieces.at(-1)
  if (last === undefined) return undefined
  return { pieces, milliseconds: last.at }
}

/** When it was recorded: `2026-11-22`. */
export const dayOf = ({ header }: Cast): string => new Date(header.timestamp * 1000).toISOString().slice(0, 10)
