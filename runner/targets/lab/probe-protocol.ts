import type { Observation } from '../../contract/observation.ts'
import type { ActualWorldCheck } from '../../contract/rendered.ts'
import type { Inventory } from '../../contract/session.ts'

/** What the runner asks of the probe that lives inside the lab's namespace. One JSON object a line. */
export type ProbeQuestion =
  | { readonly ask: 'observe'; readonly check: ActualWorldCheck }
  | { readonly ask: 'address' }
  | { readonly ask: 'was-killed' }
  | { readonly ask: 'inventory' }
  /** Resolves when the machine that was just resumed answers. */
  | { readonly ask: 'resumed'; readonly withinMs: number }

export interface ProbeAnswers {
  readonly observe: Observation
  readonly address: string | null
  readonly 'was-killed': boolean
  /** null when no engine answers. */
  readonly inventory: Inventory | null
  readonly resumed: null
}

export type ProbeRequest = ProbeQuestion & { readonly id: number }
export type ProbeReply = { readonly id: number } & ({ readonly answer: unknown } | { readonly trouble: string })
