import type { Description } from '../kind.ts'
import * as zhCn from '../words/zh-cn.ts'

export const describe: Description<'image'> = {
  en: {
    assertion: ({ name, state }) => `image “${name}” is ${state}`,
    expected: ({ state }) => state,
  },
  'zh-cn': {
    assertion: ({ name, state }) => `${zhCn.objects.image}“${name}”${zhCn.stateOf(state)}`,
    expected: ({ state }) => zhCn.stateOf(state),
  },
}
