import * as foreign from './arm-on-mac/foreign.ts'
import * as mounted from './arm-on-mac/mounted.ts'
import * as registered from './arm-on-mac/registered.ts'
import * as served from './arm-on-mac/served.ts'
import * as undone from './arm-on-mac/undone.ts'
import type { Playbook } from './model/index.ts'
import { dockerClient, freeMemory } from './needs.ts'

export * from './arm-on-mac/foreign.ts'
export * from './arm-on-mac/mounted.ts'
export * from './arm-on-mac/registered.ts'
export * from './arm-on-mac/served.ts'
export * from './arm-on-mac/undone.ts'

/** Programs for one processor on another: what Docker Desktop does automatically, done by hand. */
export const armOnMac: Playbook = {
  id: 'arm-on-mac',
  title: {
    en: 'ARM and Intel images on a Mac',
    'zh-cn': '在 Mac 上运行 ARM 和 Intel 镜像',
  },
  targets: ['lab'],
  machine: 'ready',
  duration: '2m',
  needs: [
    {
      kind: 'free-disk',
      gigabytes: 2,
      hint: { en: 'Free 2 GB for the VM’s disk.', 'zh-cn': '请为虚拟机的磁盘腾出 2 GB。' },
    },
    freeMemory,
    dockerClient,
  ],
  changes: {
    en:
      'In the VM: a few containers and images, and a registration in its kernel. On your computer: ~/arm. The guide ' +
      'undoes all of it itself; only ~/arm stays.',
    'zh-cn':
      '在虚拟机里：几个容器和镜像，以及内核中的一项注册。在你的电脑上：~/arm。除 ~/arm 之外，本指南会自行撤销这一切。',
  },
  steps: [
    foreign.engineProcessor,
    foreign.pullArm,
    foreign.architecture,
    foreign.formatError,
    mounted.nobodyRegistered,
    mounted.describedFormat,
    mounted.registerByHand,
    mounted.interpreterLost,
    mounted.interpreterMounted,
    mounted.mountedWeb,
    mounted.mountedList,
    mounted.removeMountedWeb,
    mounted.forgetByHand,
    registered.install,
    registered.flags,
    registered.emulators,
    registered.arm32,
    registered.arm64,
    registered.intel,
    served.web,
    served.webAnswers,
    served.emulatorSeen,
    served.dockerfile,
    served.build,
    served.runBuilt,
    undone.uninstall,
    undone.webGoesOn,
    undone.failsAgain,
    undone.cleanUp,
  ],
}
