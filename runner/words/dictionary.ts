import type { Reason } from '../core/reason.ts'

/** One language: a sentence, or a clause of one, for each reason. The compiler names what is missing. */
export type Dictionary = {
  readonly [kind in Reason['kind']]: (reason: Extract<Reason, { readonly kind: kind }>) => string
}
