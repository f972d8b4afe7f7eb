import type { Text } from '../../../playbooks/model/text.ts'
import { worldKind } from '../kind.ts'
import { isInState } from '../match.ts'
import { byHand } from './by-hand.ts'
import { describe } from './describe.ts'

declare module '../../../playbooks/model/check.ts' {
  interface WorldChecks {
    /** The engine's API, not the command's words. */
    readonly container: {
      readonly name: Text
      readonly state: 'running' | 'paused' | 'exited' | 'created' | 'absent'
    }
  }
}

export const container = worldKind<'container', typeof import('./observe.ts')>({ holds: isInState, describe, byHand })
