import type { Check, CommandKindName, WorldCheck, WorldKindName } from '../../playbooks/model/check.ts'
import type { Words } from '../../playbooks/model/text.ts'
import type { HandCheck, Typing } from '../contract/by-hand.ts'
import type { Judgement, Judging } from '../contract/judging.ts'
import type { Observed } from '../contract/observation.ts'
import type { ActualCheck, ActualCommandCheck, ActualWorldCheck } from '../contract/rendered.ts'
import type { ExecResult } from '../contract/session.ts'
import type { ByHand, CommandKind, WorldKind, Wording } from './kind.ts'
import { type ActualMatch, satisfies } from './match.ts'
import * as commandRegistry from './command-kinds.ts'
import * as worldRegistry from './world-kinds.ts'
import * as en from './words/en.ts'
import { saw } from './words/seen.ts'
import * as zhCn from './words/zh-cn.ts'

export type CommandKinds = { readonly [kind in CommandKindName]: CommandKind<kind> }
export type WorldKinds = { readonly [kind in WorldKindName]: WorldKind<kind> }

// A kind that is declared and has no line in its registry does not compile here.
const commandKinds: CommandKinds = commandRegistry
const worldKinds: WorldKinds = worldRegistry

// A check finds its kind by name, which TypeScript cannot follow: each kind is given its own checks only.
type AnyWorldKind = WorldKind<WorldKindName>
type AnyCommandKind = CommandKind<CommandKindName>
const worldKindOf = ({ kind }: ActualWorldCheck): AnyWorldKind => worldKinds[kind] as AnyWorldKind
const commandKindOf = ({ kind }: ActualCommandCheck): AnyCommandKind => commandKinds[kind] as AnyCommandKind

/** The names of all kinds. */
export const kindNames: readonly string[] = [...Object.keys(commandKinds), ...Object.keys(worldKinds)]

const isWorldKind = (kind: Check['kind']): kind is WorldKindName => Object.hasOwn(worldKinds, kind)
const isWorldCheck = (check: Check): check is WorldCheck => isWorldKind(check.kind)
const isActualWorldCheck = (check: ActualCheck): check is ActualWorldCheck => isWorldKind(check.kind)

/** Whether it is seen in the reader's shell, which other programs cannot look into. */
export const isInShell = (check: ActualWorldCheck): boolean => worldKindOf(check).isInShell === true

const inEvery = <Actual>(
  describe: { readonly en: Wording<Actual>; readonly 'zh-cn': Wording<Actual> },
  say: (wording: Wording<Actual>) => string,
): Words => ({ en: say(describe.en), 'zh-cn': say(describe['zh-cn']) })

/** What a check says, in one line for a person. */
export const assertion = (check: ActualCheck): Words =>
  isActualWorldCheck(check)
    ? inEvery(worldKindOf(check).describe, (wording) => wording.assertion(check))
    : inEvery(commandKindOf(check).describe, (wording) => wording.assertion(check))

/** Judges what is known of the world. Pure: the same observation gets the same judgement. */
export const judge = (check: ActualWorldCheck, seen: Observed): Judgement => {
  const { holds, describe } = worldKindOf(check)
  if (holds(check, seen)) return { holds: true, saw: saw(seen, describe) }
  return { holds: false, saw: saw(seen, describe), expected: inEvery(describe, (wording) => wording.expected(check)) }
}

/** Judges what the command itself said. */
export const judgeCommand = (check: ActualCommandCheck, result: ExecResult): Judgement => {
  const { holds, describe } = commandKindOf(check)
  const said = { en: describe.en.saw(check, result), 'zh-cn': describe['zh-cn'].saw(check, result) }
  if (holds(check, result)) return { holds: true, saw: said }
  return { holds: false, saw: said, expected: inEvery(describe, (wording) => wording.expected(check)) }
}

/** What a person types to see what a check says. */
export const byHand = (check: Check, typing: Typing): HandCheck => {
  const { byHand: own } = isWorldKind(check.kind) ? worldKinds[check.kind] : commandKinds[check.kind]
  return (own as ByHand<Check['kind']>)(check, typing) // each kind is given its own checks only
}

/** Judges what a command that a person types has printed, the newlines at its end not counted. */
export const judgeShown = (match: ActualMatch, printed: string): Judgement => {
  const seen = { en: en.quoted(printed), 'zh-cn': zhCn.wrote(printed) }
  if (satisfies(printed, match)) return { holds: true, saw: seen }
  return {
    holds: false,
    saw: seen,
    expected: { en: `a text that ${en.demands(match)}`, 'zh-cn': `文本${zhCn.demands(match)}` },
  }
}

/** All kinds of checks, as core uses them. */
export const judging: Judging = { isWorldCheck, judge, judgeCommand, assertion, byHand, judgeShown }
