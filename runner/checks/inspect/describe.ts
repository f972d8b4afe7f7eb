import type { Description } from '../kind.ts'
import * as en from '../words/en.ts'
import * as zhCn from '../words/zh-cn.ts'

export const describe: Description<'inspect'> = {
  en: {
    assertion: ({ of, name, at, match }) =>
      `${of} “${name}”: ${at} ${match === 'absent' ? 'is absent' : en.demands(match)}`,
    expected: ({ match }) => (match === 'absent' ? 'nothing there' : `a value that ${en.demands(match)}`),
  },
  'zh-cn': {
    assertion: ({ of, name, at, match }) =>
      `${zhCn.objects[of]}“${name}”的 ${at} ${match === 'absent' ? '不存在' : zhCn.demands(match)}`,
    expected: ({ match }) => (match === 'absent' ? '那里没有值' : `值${zhCn.demands(match)}`),
  },
}
