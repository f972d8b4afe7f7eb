import type { Text } from '../../../playbooks/model/text.ts'
import { worldKind } from '../kind.ts'
import { holds } from './judge.ts'
import { byHand } from './by-hand.ts'
import { describe } from './describe.ts'

declare module '../../../playbooks/model/check.ts' {
  interface WorldChecks {
    /** A container's published port, from the engine's API. */
    readonly 'published-port': {
      readonly container: Text
      readonly guestPort: number
      readonly hostPort: Text
    }
  }
}

export const publishedPort = worldKind<'published-port', typeof import('./observe.ts')>({ holds, describe, byHand })
