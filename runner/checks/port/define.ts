import type { Text } from '../../../playbooks/model/text.ts'
import { worldKind } from '../kind.ts'
import { isInState } from '../match.ts'
import { byHand } from './by-hand.ts'
import { describe } from './describe.ts'

declare module '../../../playbooks/model/check.ts' {
  interface WorldChecks {
    /** A TCP connection from the reader's computer. */
    readonly port: {
      readonly host: Text
      readonly port: number
      readonly state: 'open' | 'refused' | 'silent'
    }
  }
}

export const port = worldKind<'port', typeof import('./observe.ts')>({ holds: isInState, describe, byHand })
