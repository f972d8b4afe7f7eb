import type { Text } from '../../../playbooks/model/text.ts'
import { worldKind } from '../kind.ts'
import { holds } from './judge.ts'
import { byHand } from './by-hand.ts'
import { describe } from './describe.ts'

/** What the engine keeps and can be asked about; `engine` is itself (`docker info`), named by its endpoint. */
export type EngineObject = 'container' | 'image' | 'volume' | 'network' | 'engine'

declare module '../../../playbooks/model/check.ts' {
  interface WorldChecks {
    /**
     * One value of what the engine's API says of an object, found by a JSON pointer (RFC 6901). A string is compared
     * as it is, anything else as compact JSON. `absent`: the pointer leads nowhere. Never holds for an object that is
     * not there.
     */
    readonly inspect: {
      readonly of: EngineObject
      readonly name: Text
      readonly at: string
      readonly match: Match | 'absent'
    }
  }
}

export const inspect = worldKind<'inspect', typeof import('./observe.ts')>({ holds, describe, byHand })
