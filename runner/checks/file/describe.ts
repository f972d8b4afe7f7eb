import type { Description } from '../kind.ts'
import * as en from '../words/en.ts'
import * as zhCn from '../words/zh-cn.ts'

export const describe: Description<'file'> = {
  en: {
    assertion: ({ where, path, state, content }) =>
      `file ${path} ${en.places[where]} is ${state}${en.holding(content)}`,
    expected: ({ state, content }) => (content === undefined ? state : `a content that ${en.demands(content)}`),
  },
  'zh-cn': {
    assertion: ({ where, path, state, content }) =>
      `${zhCn.places[where]}的文件 ${path} ${zhCn.stateOf(state)}${zhCn.holding(content)}`,
    expected: ({ state, content }) => (content === undefined ? zhCn.stateOf(state) : `内容${zhCn.demands(content)}`),
  },
}
