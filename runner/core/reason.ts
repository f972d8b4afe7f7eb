import type { Feature, Need } from '../../playbooks/model/need.ts'
import type { Words } from '../../playbooks/model/text.ts'
import type { ExecResult } from '../contract/session.ts'

/** How a command ended. */
export type CommandEnd = Pick<ExecResult, 'exitCode' | 'ended'>

/** Steps that were not run, all for the same reason. */
export interface NotRun {
  /** Their numbers in the guide, from 1, in rising order. */
  readonly numbers: readonly number[]
  readonly status: 'skipped' | 'blocked'
  readonly why?: Words
}

/** Why a run has the status that it has. */
type RunReason =
  | { readonly kind: 'computer-incomplete' }
  | { readonly kind: 'names-taken' }
  | { readonly kind: 'no-steps' }
  | { readonly kind: 'not-all-undone' }
  /** Whether the undo of these steps worked could not be looked at, and nothing outlives the run. */
  | { readonly kind: 'undos-unseen'; readonly steps: readonly string[] }
  | { readonly kind: 'not-all-run'; readonly steps: readonly NotRun[] }
  | { readonly kind: 'run-cancelled' }
  | { readonly kind: 'start-again' }
  | { readonly kind: 'fresh-target' }
  /** The first steps are executed because the last one builds on them. */
  | { readonly kind: 'builds-on'; readonly step: string; readonly earlier: readonly string[] }
  | { readonly kind: 'not-closed'; readonly why: Words }

/** Why a step has the status that it has. */
type StepReason =
  /** Nobody is there who could do what no program can. */
  | { readonly kind: 'only-by-hand' }
  | { readonly kind: 'do-by-hand' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'missing'; readonly what: Words }
  /** `pattern` as it is written in JavaScript, such as `/port (\d+)/i`. */
  | { readonly kind: 'unsaved'; readonly name: string; readonly from: string; readonly pattern: string }
  | { readonly kind: 'empty-value'; readonly name: string; readonly from: string; readonly pattern: string }
  | { readonly kind: 'ended-from-outside' }
  | { readonly kind: 'asked-for-input' }
  | { readonly kind: 'overdue'; readonly afterMs: number }
  | { readonly kind: 'exit-code'; readonly exitCode: number | null }
  | { readonly kind: 'other-exit-code'; readonly expected: number; readonly exitCode: number | null }
  | {
      readonly kind: 'did-not-hang'
      readonly forMs: number
      readonly tookMs: number
      readonly exitCode: number | null
    }

/** What is wrong with a check, or with looking. */
type CheckReason =
  | { readonly kind: 'held-early'; readonly assertion: Words }
  | { readonly kind: 'unknown-value' }
  | { readonly kind: 'value-expected' }
  | { readonly kind: 'observer-hangs'; readonly withinMs: number }
  /** A command that the page gives a person, so that they see what a check says. */
  | { readonly kind: 'not-shown-by-hand'; readonly line: string; readonly saw: Words; readonly expected: Words }
  | { readonly kind: 'not-ended' }
  | { readonly kind: 'ending-expected' }

/** The result of undoing a step. */
type UndoReason =
  | { readonly kind: 'not-undone'; readonly step: string; readonly why: Words }
  | { readonly kind: 'target-gone' }
  | { readonly kind: 'undo-by-hand' }
  | { readonly kind: 'undo-skipped' }
  | { readonly kind: 'undo-interrupted' }
  | { readonly kind: 'undo-asked' }
  | { readonly kind: 'undo-overdue'; readonly afterMs: number }
  | { readonly kind: 'undo-ended'; readonly how: CommandEnd }
  | { readonly kind: 'undo-failed'; readonly how: CommandEnd; readonly wrote: string }
  /** The undo of the step, or of all steps, ran, and some of the step's own assertions still hold. */
  | { readonly kind: 'still-holds'; readonly after: 'undo' | 'everything'; readonly assertions: readonly Words[] }
  /** The same, but it could not be looked at. */
  | {
      readonly kind: 'undo-unseen'
      readonly after: 'undo' | 'everything'
      readonly assertion: Words
      readonly why: Words
    }
  | { readonly kind: 'no-own-undo' }

/** The kinds of things that steps make under a name, so that somebody else's may have it already. */
export type MadeKind = 'container' | 'image' | 'volume' | 'network' | 'context' | 'file' | 'folder'

/** A name that was taken before a step, or before the run. */
type NameReason =
  | { readonly kind: 'name-taken'; readonly thing: MadeKind; readonly name: string }
  | { readonly kind: 'existed-before'; readonly thing: MadeKind; readonly name: string }
  | { readonly kind: 'taken-unseen'; readonly thing: MadeKind; readonly name: string; readonly why: Words }

/** What is wrong with what the reader gave. */
type InputReason =
  | { readonly kind: 'unknown-input'; readonly playbook: string; readonly name: string }
  | { readonly kind: 'known-inputs'; readonly names: readonly string[] }
  | { readonly kind: 'meant-input'; readonly name: string }
  /** `value` is left out when it is a secret. */
  | { readonly kind: 'input-misfit'; readonly title: Words; readonly value?: string }
  | { readonly kind: 'input-pattern'; readonly pattern: string }
  | { readonly kind: 'no-input'; readonly title: Words }
  | { readonly kind: 'give-input'; readonly name: string; readonly secret: boolean }

/** What is missing before a run. */
type MissingReason =
  | { readonly kind: 'other-target' }
  | { readonly kind: 'no-feature'; readonly target: string; readonly feature: Feature }
  | { readonly kind: 'no-program'; readonly name: string }
  | {
      readonly kind: 'other-computer'
      readonly need: Need
      readonly system: string
      readonly processor: string
    }
  | {
      readonly kind: 'too-little'
      readonly of: 'free-disk' | 'free-memory'
      readonly gigabytes: number
      readonly needed: number
    }
  | { readonly kind: 'unreachable'; readonly host: string }
  /** What a guide needs, in a few words. */
  | { readonly kind: 'need'; readonly need: Need }

/** Whatever core has to say to a person, as data. */
export type Reason = RunReason | StepReason | CheckReason | UndoReason | NameReason | InputReason | MissingReason

/** Says it in every language. */
export type Say = (reason: Reason) => Words
