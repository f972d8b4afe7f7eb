import type { Description } from '../kind.ts'
import * as zhCn from '../words/zh-cn.ts'

export const describe: Description<'volume'> = {
  en: {
    assertion: ({ name, state }) => `volume “${name}” is ${state}`,
    expected: ({ state }) => state,
  },
  'zh-cn': {
    assertion: ({ name, state }) => `${zhCn.objects.volume}“${name}”${zhCn.stateOf(state)}`,
    expected: ({ state }) => zhCn.stateOf(state),
  },
}
