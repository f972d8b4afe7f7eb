import type { Check, CommandKindName, WorldKindName } from '../../playbooks/model/check.ts'
import type { Language } from '../../playbooks/model/text.ts'
import type { HandCheck, Typing } from '../contract/by-hand.ts'
import type { Observation, Observed } from '../contract/observation.ts'
import type { ActualCommandCheck, ActualWorldCheck } from '../contract/rendered.ts'
import type { ExecResult } from '../contract/session.ts'
import type { LookContext } from './look/context.ts'

/** A check of the world of one kind, its texts rendered. */
export type WorldCheckOf<Kind extends WorldKindName> = Extract<ActualWorldCheck, { readonly kind: Kind }>
/** A check of what the command said, of one kind, its texts rendered. */
export type CommandCheckOf<Kind extends CommandKindName> = Extract<ActualCommandCheck, { readonly kind: Kind }>

/** A check of one kind as a playbook writes it, its values not known yet. */
export type WrittenCheck<Kind extends Check['kind']> = Extract<Check, { readonly kind: Kind }>

/** The module `by-hand.ts` of a kind: what a person types to see what the check says. Pure. */
export type ByHand<Kind extends Check['kind']> = (check: WrittenCheck<Kind>, typing: Typing) => HandCheck

/** How a check is described to a person in one language; each in one line. */
export interface Wording<Actual> {
  /** What the check says. */
  readonly assertion: (check: Actual) => string
  /** What it expected; shown beside what was seen. */
  readonly expected: (check: Actual) => string
  /** Words for states that only this kind sees. Any other state is named as all kinds name it. */
  readonly states?: { readonly [state in string]?: string }
}

/** The same in every language. */
export type Description<Kind extends WorldKindName> = { readonly [language in Language]: Wording<WorldCheckOf<Kind>> }

export interface WorldKind<Kind extends WorldKindName> {
  /** Pure. Never asked about what could not be looked at. */
  readonly holds: (check: WorldCheckOf<Kind>, seen: Observed) => boolean
  readonly describe: Description<Kind>
  readonly byHand: ByHand<Kind>
  /** It is seen in the reader's shell, which other programs cannot look into. */
  readonly isInShell?: true
}

/** The module `observe.ts` of a kind: the only part of it that may touch the world. */
export interface Observer<Kind extends WorldKindName> {
  /**
   * Looks once. Absent is only what a named code says to be absent; all else that goes wrong is `cannot-look`, or is
   * thrown, which means the same.
   */
  readonly observe: (check: WorldCheckOf<Kind>, look: LookContext) => Promise<Observation>
}

/** A kind of check of the world. Takes the type of its observer, so that a kind without one does not compile. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- Module is only ever a type
export const worldKind = <Kind extends WorldKindName, Module extends Observer<Kind> = never>(
  kind: [Module] extends [never] ? 'worldKind<NAME, typeof import(‘./observe.ts’)>' : WorldKind<Kind>,
): WorldKind<Kind> => kind as WorldKind<Kind> // the other type is a message that nobody can pass by mistake

export interface CommandKind<Kind extends CommandKindName> {
  readonly holds: (check: CommandCheckOf<Kind>, result: ExecResult) => boolean
  readonly byHand: ByHand<Kind>
  readonly describe: {
    readonly [language in Language]: Wording<CommandCheckOf<Kind>> & {
      /** What the command said. */
      readonly saw: (check: CommandCheckOf<Kind>, result: ExecResult) => string
    }
  }
}
