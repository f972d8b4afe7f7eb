import type { Words } from '../../playbooks/model/text.ts'

/** What was seen of the world, as plain data for the pure `judge`. One shape per kind of check. */
export type Seen =
  | { readonly kind: 'state'; readonly state: string; readonly detail?: Words }
  /** `body` only where the check asks for it. */
  | { readonly kind: 'http'; readonly status: number; readonly body?: string }
  | { readonly kind: 'content'; readonly content: string }
  | { readonly kind: 'address'; readonly address: string }
  | { readonly kind: 'device'; readonly device: string }
  | { readonly kind: 'value'; readonly value: string }
  /** The object is there, but it holds nothing under this JSON pointer. */
  | { readonly kind: 'nothing'; readonly at: string }

/**
 * There is no such thing. Only for a named answer of the one who keeps it, which means just that: ENOENT of a file,
 * 404 of an engine, NXDOMAIN of a name server.
 */
export interface Absent {
  readonly kind: 'absent'
  readonly detail?: Words
}

/** What is known about the world, and so can be judged. */
export type Observed = Seen | Absent

/** Nothing is known. Neither the world nor the guide is to blame, so no judge is asked; the step is `broken`. */
export interface CannotLook {
  readonly kind: 'cannot-look'
  /** A clause, without a full stop. */
  readonly reason: Words
}

/** The three values of a look at the world: seen, absent, cannot look. */
export type Observation = Observed | CannotLook

export const cannotLook = (reason: Words): CannotLook => ({ kind: 'cannot-look', reason })
