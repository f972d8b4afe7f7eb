import type { Description } from '../kind.ts'

export const describe: Description<'route'> = {
  en: {
    assertion: ({ to, device }) => `packets for ${to} leave through ${device}`,
    expected: ({ device }) => device,
    states: { absent: 'no route' },
  },
  'zh-cn': {
    assertion: ({ to, device }) => `发往 ${to} 的数据包经 ${device} 发出`,
    expected: ({ device }) => device,
    states: { absent: '没有路由' },
  },
}
