import type { Description } from '../kind.ts'

export const describe: Description<'name'> = {
  en: {
    assertion: ({ name, address }) => `the name ${name} leads ${address === 'none' ? 'nowhere' : `to ${address}`}`,
    expected: ({ address }) => (address === 'none' ? 'no address' : address),
    states: { absent: 'no address' },
  },
  'zh-cn': {
    assertion: ({ name, address }) => (address === 'none' ? `名称 ${name} 无法解析` : `名称 ${name} 解析为 ${address}`),
    expected: ({ address }) => (address === 'none' ? '没有地址' : address),
    states: { absent: '没有地址' },
  },
}
