import type { Text } from '../../../playbooks/model/text.ts'
import { worldKind } from '../kind.ts'
import { holds } from './judge.ts'
import { byHand } from './by-hand.ts'
import { describe } from './describe.ts'

declare module '../../../playbooks/model/check.ts' {
  interface WorldChecks {
    /** How a name resolves on the reader's computer. */
    readonly name: {
      readonly name: Text
      readonly address: Text | 'none'
    }
  }
}

export const name = worldKind<'name', typeof import('./observe.ts')>({ holds, describe, byHand })
