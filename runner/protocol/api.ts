import type { Words } from '../../playbooks/model/text.ts'
import type { Problem } from './events.ts'

/** Why a request was refused, and the one thing that mends it. */
export interface Refusal {
  readonly message: Words
  readonly hint: Words
}

/** What a page may ask the runner to do. Ids and a content hash; never a command. */
export interface RunRequest {
  readonly playbook: string
  /** The hash of what the reader saw; when the file has changed since, the answer is 409. */
  readonly contentHash: string
  readonly target: string
  readonly steps:
    | { readonly kind: 'all' }
    | { readonly kind: 'only'; readonly step: string }
    | { readonly kind: 'to'; readonly step: string }
  /** The same key asks for the same run: a double click starts one. */
  readonly key: string
}

export interface RunSummary {
  readonly run: string
  readonly playbook: string
  readonly contentHash: string
  readonly startedAt: string
  readonly status: string
}

/**
 * `preparing`: what it uses is still being prepared, and a run waits for it. `missing`: it cannot be opened here, and
 * why.
 */
export interface TargetState {
  readonly id: string
  readonly state: 'ready' | 'preparing' | 'missing'
  readonly missing: readonly Problem[]
}
