import type { Need } from './model/index.ts'

/** The client that every guide uses. */
export const dockerClient: Need = {
  kind: 'program',
  name: 'docker',
  hint: {
    en: 'Install the Docker client: npx shipshape doctor names the command.',
    'zh-cn': '请安装 Docker 客户端：npx shipshape doctor 会给出命令。',
  },
}

/** What gets a page, in guides about web servers. */
export const curl: Need = {
  kind: 'program',
  name: 'curl',
  hint: { en: 'Install curl. macOS includes it.', 'zh-cn': '请安装 curl。macOS 自带。' },
}

/** What the lab's VM needs. */
export const freeMemory: Need = {
  kind: 'free-memory',
  gigabytes: 2,
  hint: { en: 'Close programs until 2 GB of memory are free.', 'zh-cn': '请关闭一些程序，直到有 2 GB 空闲内存。' },
}
