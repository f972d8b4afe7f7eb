import { worldKind } from '../kind.ts'
import { holds } from './judge.ts'
import { byHand } from './by-hand.ts'
import { describe } from './describe.ts'

declare module '../../../playbooks/model/check.ts' {
  interface WorldChecks {
    /** A variable in the environment of the reader's shell, after the step. */
    readonly variable: {
      readonly name: string
      readonly match: Match | 'unset'
    }
  }
}

export const variable = worldKind<'variable', typeof import('./observe.ts')>({
  holds,
  describe,
  byHand,
  isInShell: true,
})
