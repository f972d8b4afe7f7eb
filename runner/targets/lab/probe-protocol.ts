import type { Words } from '../../../playbooks/model/text.ts'
import type { Observation } from '../../contract/observation.ts'
import type { ActualWorldCheck } from '../../contract/rendered.ts'
import type { Inventory } from '../../contract/session.ts'
import type { Unpulled } from '../unpulled.ts'
import type { Interruption } from './inside.ts'

/** The runner's questions to the probe in the lab's namespace, one JSON object per line. */
export type ProbeQuestion =
  | { readonly ask: 'observe'; readonly check: ActualWorldCheck }
  | { readonly ask: 'address' }
  | { readonly ask: 'interrupted' }
  | { readonly ask: 'inventory' }
  /** Those of these images that the VM's engine cannot pull now. */
  | { readonly ask: 'unpulled'; readonly images: readonly string[]; readonly withinMs: number }
  /** Resolves when the VM that was just resumed answers. */
  | { readonly ask: 'resumed'; readonly withinMs: number }

export interface ProbeAnswers {
  readonly observe: Observation
  readonly address: string | null
  /** null when it was not. */
  readonly interrupted: Interruption | null
  /** null when no engine answers. */
  readonly inventory: Inventory | null
  /** None when no engine answers. */
  readonly unpulled: readonly Unpulled[]
  readonly resumed: null
}

export type ProbeRequest = ProbeQuestion & { readonly id: number }
export type ProbeReply = { readonly id: number } & ({ readonly answer: unknown } | { readonly trouble: Words })
