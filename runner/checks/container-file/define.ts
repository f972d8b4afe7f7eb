import type { Text } from '../../../playbooks/model/text.ts'
import { worldKind } from '../kind.ts'
import { isFileWith } from '../match.ts'
import { byHand } from './by-hand.ts'
import { describe } from './describe.ts'

declare module '../../../playbooks/model/check.ts' {
  interface WorldChecks {
    /** A file in a container, running or not, and in the volumes that it mounts; read through the engine's API. */
    readonly 'container-file': {
      readonly container: Text
      readonly path: Text
      readonly state: 'present' | 'absent'
      readonly content?: Match
    }
  }
}

export const containerFile = worldKind<'container-file', typeof import('./observe.ts')>({
  holds: isFileWith,
  describe,
  byHand,
})
