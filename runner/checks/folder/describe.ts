import type { Description } from '../kind.ts'
import * as en from '../words/en.ts'
import * as zhCn from '../words/zh-cn.ts'

export const describe: Description<'folder'> = {
  en: {
    assertion: ({ where, path, state }) => `folder ${path} ${en.places[where]} is ${state}`,
    expected: ({ state }) => state,
  },
  'zh-cn': {
    assertion: ({ where, path, state }) => `${zhCn.places[where]}的目录 ${path} ${zhCn.stateOf(state)}`,
    expected: ({ state }) => zhCn.stateOf(state),
  },
}
