import type { Cast } from '../../runner/protocol/cast.ts'
import { type Cut, type Shown, cutOf } from './cut.ts'

/** A step of a recording, and what is said of it when it has ended. */
export interface ReplayedStep {
  readonly id: string
  readonly result: string
}

/** A piece that is the result of a step, not what a terminal showed. */
export interface LivePiece extends Shown {
  readonly isResult: boolean
}

/** How long after its output the result of a step is seen, and after that the next step. */
const [beforeResultMs, afterResultMs] = [300, 1_200]

/** Some steps of a recording with the result of each below it; undefined unless it has all of them. */
export const replayOf = (
  cast: Cast,
  steps: readonly ReplayedStep[],
): { readonly pieces: readonly LivePiece[]; readonly milliseconds: number } | undefined => {
  const cuts = steps.map(({ id, result }) => ({ cut: cutOf(cast, [id]), result }))
  let start = 0
  const pieces: LivePiece[] = []
  for (const { cut, result } of cuts) {
    if (cut === undefined) return undefined
    pieces.push(...timed(cut, result, start))
    start += cut.milliseconds + beforeResultMs + afterResultMs
  }
  return { pieces, milliseconds: start }
}

const timed = ({ pieces, milliseconds }: Cut, result: string, start: number): readonly LivePiece[] => [
  ...pieces.map((piece) => ({ ...piece, at: start + piece.at, isResult: false })),
  { at: start + milliseconds + beforeResultMs, text: `${result}\n`, isTyped: false, isResult: true },
]
