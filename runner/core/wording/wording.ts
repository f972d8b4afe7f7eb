import type { Match } from '../../../playbooks/model/check.ts'
import type { ActualCheck, ExecResult, Observation, Rendered } from '../../targets/target.ts'

export type ActualMatch = Rendered<Match>

/** The text of checks and their results in one language; each in one line. */
export interface Wording {
  /** What a check asserts. */
  readonly assertion: (check: ActualCheck) => string
  /** What a check expected; shown next to what was observed. */
  readonly expected: (check: ActualCheck) => string
  /** What was observed. */
  readonly saw: (seen: Observation) => string
  /** A command's output. */
  readonly wrote: (text: string) => string
  /** How a command ended. */
  readonly ended: (result: Pick<ExecResult, 'exitCode' | 'ended'>) => string
}

const cut = (line: string, most: number): string =>
  line.length <= most ? line : `${line.slice(0, most / 2)} … ${line.slice(-most / 2)}`

/** A text in one line; the middle of a long text is left out. */
export const inOneLine = (text: string, most = 160): string =>
  cut(text.replace(/\s*\n$/, '').replace(/\n+/g, ' ⏎ '), most)
