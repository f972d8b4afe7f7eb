import type { Description } from '../kind.ts'
import * as zhCn from '../words/zh-cn.ts'

export const describe: Description<'container'> = {
  en: {
    assertion: ({ name, state }) => `container “${name}” is ${state}`,
    expected: ({ state }) => state,
  },
  'zh-cn': {
    assertion: ({ name, state }) => `${zhCn.objects.container}“${name}”${zhCn.stateOf(state)}`,
    expected: ({ state }) => zhCn.stateOf(state),
  },
}
