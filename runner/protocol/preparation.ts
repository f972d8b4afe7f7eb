import type { Words } from '../../playbooks/model/text.ts'
import type { Problem } from './events.ts'

/**
 * `waiting`: for another part, or for a free processor. `failed`: this part only; what does not use it goes on.
 * `not-needed`: this computer has something better (Docker Hub answers, so no stand-in is made).
 */
export type PartState = 'waiting' | 'preparing' | 'ready' | 'failed' | 'not-needed'

/** One thing that is prepared behind the site: the programs of the OS, the image, one stand-in, the ready VM. */
export interface PartStatus {
  /** Lower-case words joined by `-` or `/`: `image`, `stand-in/nginx`, `ready-vm`. */
  readonly id: string
  readonly title: Words
  readonly state: PartState
  /** What is going on now, or what it waits for. */
  readonly text?: Words
  /** How far it is: `done` of `total`, in bytes for a download, in steps otherwise. */
  readonly done?: number
  readonly total?: number
  readonly unit?: 'bytes' | 'steps'
  /** What happened and the one command that fixes it; only when it has failed. */
  readonly problem?: Problem
  /** How long it took; only when it is ready or has failed. */
  readonly milliseconds?: number
}

/** What a page or a terminal shows of the preparation. */
export interface PreparationStatus {
  /** In the order in which they are begun. */
  readonly parts: readonly PartStatus[]
}
