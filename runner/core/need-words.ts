import type { Feature, Need } from '../../playbooks/model/need.ts'
import type { Words } from '../../playbooks/model/text.ts'

/** The names of the features that a target may offer. */
export const featureWords: { readonly [feature in Feature]: Words } = {
  'host-shell': { en: 'a shell', 'zh-cn': 'shell' },
  'guest-shell': { en: 'a shell in the machine', 'zh-cn': '虚拟机里的 shell' },
  engine: { en: 'a Docker engine', 'zh-cn': 'Docker 引擎' },
  machine: { en: 'a virtual machine', 'zh-cn': '虚拟机' },
  'host-only-network': { en: 'a host-only network', 'zh-cn': '仅主机网络' },
  terminal: { en: 'a terminal', 'zh-cn': '终端' },
  windows: { en: 'a machine that runs Windows', 'zh-cn': '运行 Windows 的虚拟机' },
}

const computers = {
  'intel-mac': { en: 'a Mac with an Intel processor', 'zh-cn': '使用 Intel 处理器的 Mac' },
  'apple-silicon-mac': { en: 'a Mac with Apple silicon', 'zh-cn': '使用 Apple 芯片的 Mac' },
} as const

/** A short description of a need. */
export const needWords = (need: Need): Words => {
  switch (need.kind) {
    case 'program':
      return { en: `the program “${need.name}”`, 'zh-cn': `程序“${need.name}”` }
    case 'feature':
      return featureWords[need.name]
    case 'computer':
      return computers[need.make]
    case 'free-disk':
      return { en: `${need.gigabytes} GB of free disk space`, 'zh-cn': `${need.gigabytes} GB 空闲磁盘空间` }
    case 'free-memory':
      return { en: `${need.gigabytes} GB of free memory`, 'zh-cn': `${need.gigabytes} GB 空闲内存` }
    case 'network':
      return { en: `a way to ${need.host}`, 'zh-cn': `能够访问 ${need.host}` }
  }
}
