import type { Text } from '../../../playbooks/model/text.ts'
import { worldKind } from '../kind.ts'
import { isFileWith } from '../match.ts'
import { byHand } from './by-hand.ts'
import { describe } from './describe.ts'

declare module '../../../playbooks/model/check.ts' {
  interface WorldChecks {
    /** A context of the reader's Docker client, read from the client's own files. */
    readonly context: {
      readonly name: Text
      readonly state: 'present' | 'absent'
      /** Its endpoint, such as `tcp://192.168.59.103:2376`. */
      readonly content?: Match
    }
  }
}

export const context = worldKind<'context', typeof import('./observe.ts')>({ holds: isFileWith, describe, byHand })
