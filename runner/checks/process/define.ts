import type { Place } from '../../../playbooks/model/action.ts'
import type { Text } from '../../../playbooks/model/text.ts'
import { worldKind } from '../kind.ts'
import { isInState } from '../match.ts'
import { byHand } from './by-hand.ts'
import { describe } from './describe.ts'

declare module '../../../playbooks/model/check.ts' {
  interface WorldChecks {
    /** A process whose command line holds the text. */
    readonly process: {
      readonly where: Place
      readonly command: Text
      readonly state: 'running' | 'absent'
    }
  }
}

const processKind = worldKind<'process', typeof import('./observe.ts')>({ holds: isInState, describe, byHand })

// Node has a global of that name.
export { processKind as process }
