import type { CommandKind } from '../kind.ts'
import { satisfies } from '../match.ts'
import { byHand } from './by-hand.ts'
import { describe } from './describe.ts'

declare module '../../../playbooks/model/check.ts' {
  interface CommandChecks {
    readonly output: {
      readonly stream: 'stdout' | 'stderr'
      readonly match: Match
    }
  }
}

export const output: CommandKind<'output'> = {
  holds: ({ stream, match }, result) => satisfies(result[stream], match),
  describe,
  byHand,
}
