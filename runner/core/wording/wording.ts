import type { Match } from '../../../playbooks/model/check.ts'
import type { Observation } from '../../contract/observation.ts'
import type { ActualCheck, Rendered } from '../../contract/rendered.ts'
import type { ExecResult } from '../../contract/session.ts'

export type ActualMatch = Rendered<Match>

/** How checks, and what came of them, are told to a person in one language; each in one line. */
export interface Wording {
  /** What a check claims. */
  readonly assertion: (check: ActualCheck) => string
  /** What a check expected; told beside what was seen. */
  readonly expected: (check: ActualCheck) => string
  /** What was seen of the world. */
  readonly saw: (seen: Observation) => string
  /** What a command wrote. */
  readonly wrote: (text: string) => string
  /** How a command ended. */
  readonly ended: (result: Pick<ExecResult, 'exitCode' | 'ended'>) => string
}

const cut = (line: string, most: number): string =>
  line.length <= most ? line : `${line.slice(0, most / 2)} … ${line.slice(-most / 2)}`

/** A text in one line, its middle left out when it is long. */
export const inOneLine = (text: string, most = 160): string =>
  cut(text.replace(/\s*\n$/, '').replace(/\n+/g, ' ⏎ '), most)
