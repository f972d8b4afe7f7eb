import type { CommandKind } from '../kind.ts'
import * as en from '../words/en.ts'
import * as zhCn from '../words/zh-cn.ts'

const streams = { stdout: 'standard output', stderr: 'standard error' } as const
const streamsZhCn = { stdout: '标准输出', stderr: '标准错误' } as const

export const describe: CommandKind<'output'>['describe'] = {
  en: {
    assertion: ({ stream, match }) => `${streams[stream]} ${en.demands(match)}`,
    expected: ({ match }) => `a text that ${en.demands(match)}`,
    saw: ({ stream }, result) => en.quoted(result[stream]),
  },
  'zh-cn': {
    assertion: ({ stream, match }) => `${streamsZhCn[stream]}${zhCn.demands(match)}`,
    expected: ({ match }) => `文本${zhCn.demands(match)}`,
    saw: ({ stream }, result) => zhCn.wrote(result[stream]),
  },
}
