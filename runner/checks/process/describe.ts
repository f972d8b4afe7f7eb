import type { Description } from '../kind.ts'
import * as en from '../words/en.ts'
import * as zhCn from '../words/zh-cn.ts'

export const describe: Description<'process'> = {
  en: {
    assertion: ({ where, command, state }) => `a process “${command}” ${en.places[where]} is ${state}`,
    expected: ({ state }) => state,
  },
  'zh-cn': {
    assertion: ({ where, command, state }) =>
      `${zhCn.places[where]}${state === 'absent' ? '没有' : '正在运行'}进程“${command}”`,
    expected: ({ state }) => zhCn.stateOf(state),
  },
}
