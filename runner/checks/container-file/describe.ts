import type { Description } from '../kind.ts'
import * as en from '../words/en.ts'
import * as zhCn from '../words/zh-cn.ts'

export const describe: Description<'container-file'> = {
  en: {
    assertion: ({ container, path, state, content }) =>
      `file ${path} in container “${container}” is ${state}${en.holding(content)}`,
    expected: ({ state, content }) => (content === undefined ? state : `a content that ${en.demands(content)}`),
  },
  'zh-cn': {
    assertion: ({ container, path, state, content }) =>
      `容器“${container}”里的文件 ${path} ${zhCn.stateOf(state)}${zhCn.holding(content)}`,
    expected: ({ state, content }) => (content === undefined ? zhCn.stateOf(state) : `内容${zhCn.demands(content)}`),
  },
}
