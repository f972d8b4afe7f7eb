import type { Place } from '../../../playbooks/model/action.ts'
import type { Text } from '../../../playbooks/model/text.ts'
import { worldKind } from '../kind.ts'
import { isFileWith } from '../match.ts'
import { byHand } from './by-hand.ts'
import { describe } from './describe.ts'

declare module '../../../playbooks/model/check.ts' {
  interface WorldChecks {
    readonly file: {
      readonly where: Place
      readonly path: Text
      readonly state: 'present' | 'absent'
      readonly content?: Match
    }
  }
}

export const file = worldKind<'file', typeof import('./observe.ts')>({ holds: isFileWith, describe, byHand })
