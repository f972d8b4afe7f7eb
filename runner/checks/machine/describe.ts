import type { Description } from '../kind.ts'
import * as zhCn from '../words/zh-cn.ts'

export const describe: Description<'machine'> = {
  en: {
    assertion: ({ name, state }) => `VM “${name}” is ${state}`,
    expected: ({ state }) => state,
  },
  'zh-cn': {
    assertion: ({ name, state }) => `${zhCn.objects.machine}“${name}”${zhCn.stateOf(state)}`,
    expected: ({ state }) => zhCn.stateOf(state),
  },
}
