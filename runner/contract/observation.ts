import type { Words } from '../../playbooks/model/text.ts'

/** What was seen of the world, as plain data for the pure `judge`. One shape per kind of check. */
export type Observation =
  | { readonly kind: 'state'; readonly state: string; readonly detail?: Words }
  | { readonly kind: 'http'; readonly status: number; readonly body: string }
  | { readonly kind: 'content'; readonly content: string }
  /** `none` when the name does not resolve. */
  | { readonly kind: 'address'; readonly address: string }
  | { readonly kind: 'device'; readonly device: string }
  /** `unset` when there is no such variable. */
  | { readonly kind: 'value'; readonly value: string }
  /** The object is there, but it holds nothing under this JSON pointer. */
  | { readonly kind: 'nothing'; readonly at: string }
  /** It could not be looked at, which is an outcome too: an engine that cannot be reached, say. */
  | { readonly kind: 'unreachable'; readonly reason: Words }
