import type { Words } from '../../playbooks/model/text.ts'

/** Reports what is going on; `done` of `total` is in bytes for a download, in steps otherwise. */
export type PartProgress = (event: {
  readonly text: Words
  readonly done?: number
  readonly total?: number
  readonly unit?: 'bytes' | 'steps'
}) => void

export interface PartWork {
  readonly progress: PartProgress
  /** Aborted by Ctrl-C: `make` then leaves nothing half made, and rejects. */
  readonly signal: AbortSignal
}

/**
 * Something that is made once on a computer and found again later. It stands alone: it has its own cache entry, its
 * own progress and its own failure, and whatever does not use it works without it.
 */
export interface Part {
  readonly id: string
  readonly title: Words
  /** Parts that must be ready before this one is begun; when one of them has failed, this one fails with its reason. */
  readonly after: readonly string[]
  /** `ready` when it is there and whole, `not-needed` when this computer can do without it, else `missing`. */
  find(work: PartWork): Promise<'ready' | 'missing' | 'not-needed'>
  /** Makes it; called when it is missing and all of `after` are ready. A RunnerError says what happened and the fix. */
  make(work: PartWork): Promise<void>
}
