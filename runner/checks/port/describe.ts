import type { Description } from '../kind.ts'
import * as zhCn from '../words/zh-cn.ts'

const states = { open: 'is open', refused: 'refuses connections', silent: 'does not respond' } as const

export const describe: Description<'port'> = {
  en: {
    assertion: ({ host, port, state }) => `port ${port} of ${host} ${states[state]}`,
    expected: ({ state }) => state,
  },
  'zh-cn': {
    assertion: ({ host, port, state }) => `${host} 的 ${port} 端口${zhCn.stateOf(state)}`,
    expected: ({ state }) => zhCn.stateOf(state),
  },
}
