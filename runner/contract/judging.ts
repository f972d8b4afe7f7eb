import type { Check, Match, WorldCheck } from '../../playbooks/model/check.ts'
import type { Words } from '../../playbooks/model/text.ts'
import type { HandCheck, Typing } from './by-hand.ts'
import type { Observed } from './observation.ts'
import type { ActualCheck, ActualCommandCheck, ActualWorldCheck, Rendered } from './rendered.ts'
import type { ExecResult } from './session.ts'

/** A verdict before the tries are counted. */
export type Judgement =
  | { readonly holds: true; readonly saw: Words }
  | { readonly holds: false; readonly saw: Words; readonly expected: Words }

/** What core needs of checks: which they are, whether they hold, and how they are described to a reader. Pure. */
export interface Judging {
  readonly isWorldCheck: (check: Check) => check is WorldCheck
  /** Judges what is known of the world: the same observation gets the same judgement. */
  readonly judge: (check: ActualWorldCheck, seen: Observed) => Judgement
  /** Judges what the command itself said. */
  readonly judgeCommand: (check: ActualCommandCheck, result: ExecResult) => Judgement
  /** What a check says, in one line for a person. */
  readonly assertion: (check: ActualCheck) => Words
  /** What a person types to see what a check says. */
  readonly byHand: (check: Check, typing: Typing) => HandCheck
  /** Judges what such a command has printed. */
  readonly judgeShown: (match: Rendered<Match>, printed: string) => Judgement
}
