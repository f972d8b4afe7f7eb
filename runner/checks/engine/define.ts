import type { Text } from '../../../playbooks/model/text.ts'
import { worldKind } from '../kind.ts'
import { isInState } from '../match.ts'
import { byHand } from './by-hand.ts'
import { describe } from './describe.ts'

declare module '../../../playbooks/model/check.ts' {
  interface WorldChecks {
    /** The engine's API over TLS at an endpoint, as a client with the machine's certificates sees it. */
    readonly engine: {
      readonly endpoint: Text
      readonly state: 'answers' | 'silent'
    }
  }
}

export const engine = worldKind<'engine', typeof import('./observe.ts')>({ holds: isInState, describe, byHand })
