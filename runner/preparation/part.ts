import type { Words } from '../../playbooks/model/text.ts'

/** Reports the progress; `done` of `total` is in bytes for a download, in steps otherwise. */
export type PartProgress = (event: {
  readonly text: Words
  readonly done?: number
  readonly total?: number
  readonly unit?: 'bytes' | 'steps'
}) => void

export interface PartWork {
  readonly progress: PartProgress
  /** Aborted by Ctrl-C: `make` then leaves no partial results and rejects. */
  readonly signal: AbortSignal
}

/**
 * Something that is built once on a computer and found again later. It is independent: it has its own cache entry, its
 * own progress and its own failure, and everything that does not use it works without it.
 */
export interface Part {
  readonly id: string
  readonly title: Words
  /** Parts that must be ready before this one starts; when one of them fails, this one fails with its reason. */
  readonly after: readonly string[]
  /** `ready` when it exists and is intact, `not-needed` when this computer can do without it, else `missing`. */
  find(work: PartWork): Promise<'ready' | 'missing' | 'not-needed'>
  /** Builds it; called when it is missing and all of `after` are ready. A RunnerError has the reason and the fix. */
  make(work: PartWork): Promise<void>
}
