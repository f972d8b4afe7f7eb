import type { Text } from '../../../playbooks/model/text.ts'
import { worldKind } from '../kind.ts'
import { isInState } from '../match.ts'
import { byHand } from './by-hand.ts'
import { describe } from './describe.ts'

declare module '../../../playbooks/model/check.ts' {
  interface WorldChecks {
    readonly network: {
      readonly name: Text
      readonly state: 'present' | 'absent'
    }
  }
}

export const network = worldKind<'network', typeof import('./observe.ts')>({ holds: isInState, describe, byHand })
