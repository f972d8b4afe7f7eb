import type { Description } from '../kind.ts'
import * as zhCn from '../words/zh-cn.ts'

const states = { answers: 'answers', silent: 'does not respond' } as const

export const describe: Description<'engine'> = {
  en: {
    assertion: ({ endpoint, state }) => `the engine at ${endpoint} ${states[state]}`,
    expected: ({ state }) => state,
  },
  'zh-cn': {
    assertion: ({ endpoint, state }) => `${endpoint} 上的引擎${zhCn.stateOf(state)}`,
    expected: ({ state }) => zhCn.stateOf(state),
  },
}
