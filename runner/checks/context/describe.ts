import type { Description } from '../kind.ts'
import * as en from '../words/en.ts'
import * as zhCn from '../words/zh-cn.ts'

export const describe: Description<'context'> = {
  en: {
    assertion: ({ name, state, content }) =>
      `Docker context “${name}” is ${state}${content === undefined ? '' : ` and its endpoint ${en.demands(content)}`}`,
    expected: ({ state, content }) => (content === undefined ? state : `an endpoint that ${en.demands(content)}`),
  },
  'zh-cn': {
    assertion: ({ name, state, content }) =>
      `Docker 上下文“${name}”${zhCn.stateOf(state)}${content === undefined ? '' : `，其端点${zhCn.demands(content)}`}`,
    expected: ({ state, content }) => (content === undefined ? zhCn.stateOf(state) : `端点${zhCn.demands(content)}`),
  },
}
