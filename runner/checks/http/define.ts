import type { Text } from '../../../playbooks/model/text.ts'
import { worldKind } from '../kind.ts'
import { holds } from './judge.ts'
import { byHand } from './by-hand.ts'
import { describe } from './describe.ts'

export interface Login {
  readonly user: Text
  readonly password: Text
}

declare module '../../../playbooks/model/check.ts' {
  interface WorldChecks {
    /** An HTTP request from the reader's computer, with basic authentication (RFC 7617) when there is a login. */
    readonly http: {
      readonly url: Text
      readonly status: number
      readonly body?: Match
      readonly login?: Login
      /** The media type that is asked for (RFC 9110, 12.5.1). A registry has one for each kind of manifest. */
      readonly accept?: Text
    }
  }
}

export const http = worldKind<'http', typeof import('./observe.ts')>({ holds, describe, byHand })
