import type { Text } from '../../../playbooks/model/text.ts'
import { worldKind } from '../kind.ts'
import { holds } from './judge.ts'
import { byHand } from './by-hand.ts'
import { describe } from './describe.ts'

declare module '../../../playbooks/model/check.ts' {
  interface WorldChecks {
    /** Through which network device the reader's computer sends packets for an address. */
    readonly route: {
      readonly to: Text
      readonly device: string
    }
  }
}

export const route = worldKind<'route', typeof import('./observe.ts')>({ holds, describe, byHand })
