import type { Description } from '../kind.ts'
import * as zhCn from '../words/zh-cn.ts'

export const describe: Description<'network'> = {
  en: {
    assertion: ({ name, state }) => `network “${name}” is ${state}`,
    expected: ({ state }) => state,
  },
  'zh-cn': {
    assertion: ({ name, state }) => `${zhCn.objects.network}“${name}”${zhCn.stateOf(state)}`,
    expected: ({ state }) => zhCn.stateOf(state),
  },
}
