import type { Description } from '../kind.ts'
import * as en from '../words/en.ts'
import * as zhCn from '../words/zh-cn.ts'

export const describe: Description<'variable'> = {
  en: {
    assertion: ({ name, match }) => `variable ${name} ${match === 'unset' ? 'is not set' : en.demands(match)}`,
    expected: ({ match }) => (match === 'unset' ? 'not set' : `a value that ${en.demands(match)}`),
    states: { absent: 'not set' },
  },
  'zh-cn': {
    assertion: ({ name, match }) => `变量 ${name} ${match === 'unset' ? '未设置' : zhCn.demands(match)}`,
    expected: ({ match }) => (match === 'unset' ? '未设置' : `值${zhCn.demands(match)}`),
    states: { absent: '未设置' },
  },
}
