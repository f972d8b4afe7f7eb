import type { Words } from '../../playbooks/model/text.ts'
import type { Problem } from './events.ts'

/**
 * `waiting`: for another part, or for a free processor. `failed`: only this part; what does not use it continues.
 * `not-needed`: this computer has something better (Docker Hub answers, so no stand-in is built).
 */
export type PartState = 'waiting' | 'preparing' | 'ready' | 'failed' | 'not-needed'

/** A part that is prepared in the background: the programs of the OS, the image, a stand-in, the ready VM. */
export interface PartStatus {
  /** Lower-case words joined by `-` or `/`: `image`, `stand-in/nginx`, `ready-vm`. */
  readonly id: string
  readonly title: Words
  readonly state: PartState
  /** What it is doing, or what it waits for. */
  readonly text?: Words
  /** The progress: `done` of `total`, in bytes for a download, in steps otherwise. */
  readonly done?: number
  readonly total?: number
  readonly unit?: 'bytes' | 'steps'
  /** The reason and the one command that fixes it; only when it has failed. */
  readonly problem?: Problem
  /** How long it took; only when it is ready or has failed. */
  readonly milliseconds?: number
}

/** The status of the preparation, for the page and the terminal. */
export interface PreparationStatus {
  /** In start order. */
  readonly parts: readonly PartStatus[]
}
