import type { Place } from '../../../playbooks/model/action.ts'
import type { Text } from '../../../playbooks/model/text.ts'
import { worldKind } from '../kind.ts'
import { holds } from './judge.ts'
import { byHand } from './by-hand.ts'
import { describe } from './describe.ts'

declare module '../../../playbooks/model/check.ts' {
  interface WorldChecks {
    readonly folder: {
      readonly where: Place
      readonly path: Text
      readonly state: 'present' | 'absent' | 'empty'
    }
  }
}

export const folder = worldKind<'folder', typeof import('./observe.ts')>({ holds, describe, byHand })
