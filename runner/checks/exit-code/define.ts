import type { CommandKind } from '../kind.ts'
import * as en from '../words/en.ts'
import * as zhCn from '../words/zh-cn.ts'
import { byHand } from './by-hand.ts'

declare module '../../../playbooks/model/check.ts' {
  interface CommandChecks {
    readonly 'exit-code': {
      readonly equals: number
    }
  }
}

export const exitCode: CommandKind<'exit-code'> = {
  holds: ({ equals }, { exitCode: code }) => code === equals,
  byHand,
  describe: {
    en: {
      assertion: ({ equals }) => `the exit code is ${equals}`,
      expected: ({ equals }) => `exit code ${equals}`,
      saw: (_check, result) => en.ended(result),
    },
    'zh-cn': {
      assertion: ({ equals }) => `退出码为 ${equals}`,
      expected: ({ equals }) => `退出码 ${equals}`,
      saw: (_check, result) => zhCn.ended(result),
    },
  },
}
