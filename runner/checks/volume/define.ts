import type { Text } from '../../../playbooks/model/text.ts'
import { worldKind } from '../kind.ts'
import { isInState } from '../match.ts'
import { byHand } from './by-hand.ts'
import { describe } from './describe.ts'

declare module '../../../playbooks/model/check.ts' {
  interface WorldChecks {
    readonly volume: {
      readonly name: Text
      readonly state: 'present' | 'absent'
    }
  }
}

export const volume = worldKind<'volume', typeof import('./observe.ts')>({ holds: isInState, describe, byHand })
