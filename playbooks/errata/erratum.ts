import type { Step, Words } from '../model/index.ts'
import type { Source } from '../source.ts'

/**
 * What supports a correction: steps that prove it, pages that state it, or both. `slip`: a misspelled word in prose,
 * whose correct spelling needs no source.
 */
export type Basis =
  | { readonly kind: 'step'; readonly steps: readonly [Step, ...Step[]]; readonly sources: readonly Source[] }
  | { readonly kind: 'source'; readonly sources: readonly [Source, ...Source[]] }
  | { readonly kind: 'slip' }

/** One mistake in an old note, or one thing in it that is no longer true. */
export interface Erratum {
  /** Unique in its note: `4`, or `4a`, `4b` where one sentence has several. */
  readonly id: string
  /** What the note said, in a few words. */
  readonly said: Words
  /** What is true, and why. */
  readonly now: Words
  readonly basis: Basis
  /** Whether a reader who types it sees it go wrong. */
  readonly executable: boolean
}

/** An old note, with all its corrections. */
export interface Note {
  /** Lower-case words joined by `-`; part of the address of each of its errata. */
  readonly id: string
  readonly title: Words
  /** What it was, for a reader who has never seen it. */
  readonly about: Words
  readonly errata: readonly [Erratum, ...Erratum[]]
}

/** Proven by these steps, and stated on these pages as well. */
export const proven = (steps: readonly [Step, ...Step[]], ...sources: readonly Source[]): Basis => ({
  kind: 'step',
  steps,
  sources,
})
/** Stated on these pages; no step of a guide can show it. */
export const sourced = (...sources: readonly [Source, ...Source[]]): Basis => ({ kind: 'source', sources })
export const slip: Basis = { kind: 'slip' }
