import { patternOf } from './pattern.ts'
import { type Duration, type Text, text } from './text.ts'

/** How a text is compared: exactly, never by similarity. */
export type Match =
  | { readonly how: 'equals'; readonly text: Text }
  | { readonly how: 'contains'; readonly text: Text }
  | { readonly how: 'excludes'; readonly text: Text }
  /** A JavaScript regular expression's source and its flags besides `m`, which is always set. */
  | { readonly how: 'matches'; readonly pattern: string; readonly flags?: string }

/** How a check of the world is observed. `within`: how long it may wait for the expected outcome; absent: once. */
interface Settling {
  readonly within?: Duration
  /** Why it may hold before the step too: it is about what the step must not change, or must clean up after itself. */
  readonly mayHoldBefore?: string
}

/**
 * What the command itself said, judged once from what was recorded. Each kind is added by its own folder in
 * `runner/checks`, which declares here what a playbook says of it.
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- an interface, for each kind adds to it
export interface CommandChecks {}

/** What is seen independently of the command. Each kind is added in the same way. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- as above
export interface WorldChecks {}

export type CommandKindName = keyof CommandChecks
export type WorldKindName = keyof WorldChecks

export type CommandCheck = {
  [kind in CommandKindName]: { readonly kind: kind } & CommandChecks[kind]
}[CommandKindName]

export type WorldCheck = {
  [kind in WorldKindName]: { readonly kind: kind } & WorldChecks[kind] & Settling
}[WorldKindName]

export type Check = CommandCheck | WorldCheck

export const equals = (text: Text): Match => ({ how: 'equals', text })
export const contains = (text: Text): Match => ({ how: 'contains', text })
export const excludes = (text: Text): Match => ({ how: 'excludes', text })
export const matches = (pattern: RegExp): Match => ({ how: 'matches', ...patternOf(pattern) })

/** The command's exit code. */
export const exits = (equals: number): Check => ({ kind: 'exit-code', equals })
/** What the command wrote on standard output. */
export const prints = (match: Match): Check => ({ kind: 'output', stream: 'stdout', match })
/** What the command wrote on standard error. */
export const complains = (match: Match): Check => ({ kind: 'output', stream: 'stderr', match })

/** The container does not exist, according to the engine's API. */
export const gone = (name: string): WorldCheck => ({ kind: 'container', name: text`${name}`, state: 'absent' })
/** `--rm` has removed the container at its end. */
export const comesAndGoes = (container: string): WorldCheck => ({
  ...gone(container),
  mayHoldBefore: 'The container comes and goes within the step.',
})
