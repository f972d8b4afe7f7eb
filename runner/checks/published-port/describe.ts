import type { Description } from '../kind.ts'

export const describe: Description<'published-port'> = {
  en: {
    assertion: ({ container, guestPort, hostPort }) =>
      `port ${guestPort} of container “${container}” is published as ${hostPort}`,
    expected: ({ hostPort }) => hostPort,
    states: { absent: 'not published' },
  },
  'zh-cn': {
    assertion: ({ container, guestPort, hostPort }) => `容器“${container}”的 ${guestPort} 端口发布为 ${hostPort}`,
    expected: ({ hostPort }) => hostPort,
    states: { absent: '没有发布' },
  },
}
