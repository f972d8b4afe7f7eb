import type { Playbook } from './model/index.ts'
import * as contexts from './docker-for-mac/contexts.ts'
import * as engine from './docker-for-mac/engine.ts'
import * as folders from './docker-for-mac/folders.ts'
import * as hidden from './docker-for-mac/hidden.ts'
import * as images from './docker-for-mac/images.ts'
import * as network from './docker-for-mac/network.ts'
import { dockerClient } from './needs.ts'

export * from './docker-for-mac/contexts.ts'
export * from './docker-for-mac/engine.ts'
export * from './docker-for-mac/folders.ts'
export * from './docker-for-mac/hidden.ts'
export * from './docker-for-mac/images.ts'
export * from './docker-for-mac/network.ts'

/** Docker on a Mac today: a product that hides its machine, and how to see that the machine is there. */
export const dockerForMac: Playbook = {
  id: 'docker-for-mac',
  title: { en: 'Docker for Mac, then and now', 'zh-cn': 'Docker for Mac：从前和现在' },
  targets: ['lab', 'engine'],
  machine: 'ready',
  duration: '3m',
  needs: [
    dockerClient,
    {
      kind: 'program',
      name: 'curl',
      hint: { en: 'Install curl. macOS brings it along.', 'zh-cn': '请安装 curl。macOS 自带。' },
    },
  ],
  changes: {
    en:
      'In the lab, everything happens on a machine of its own, which is gone when the run ends. On your own ' +
      'engine it runs containers whose names begin with shipshape-, publishes port 8880 and opens port 8181, and ' +
      'makes the Docker context shipshape-mac; all of that is taken back. The images debian:13 and busybox:1.37 ' +
      'stay, for they may have been yours before. The files it writes are in the run’s own folder.',
    'zh-cn':
      '在实验环境里，一切都发生在独立的虚拟机上，运行结束后即消失。在你自己的引擎上，它会运行名字以 shipshape- 开头的容器，发布端口 8880，打开端口 8181，并创建 Docker 上下文 ' +
      'shipshape-mac；这些都会收回。镜像 debian:13 和 busybox:1.37 会留下，因为它们可能原本就是你的。它写的文件都在本次运行自己的文件夹里。',
  },
  steps: [
    engine.version,
    engine.info,
    contexts.contextList,
    contexts.contextCreate,
    contexts.contextInspect,
    contexts.hostUnset,
    contexts.contextBefore,
    contexts.contextUse,
    contexts.contextAnswers,
    contexts.hostWins,
    images.debian,
    images.busybox,
    images.debianRelease,
    images.busyboxRelease,
    images.debianKernel,
    images.busyboxKernel,
    images.sizes,
    images.ratio,
    images.debianShell,
    images.busyboxShell,
    engine.engineName,
    engine.here,
    hidden.containerName,
    hidden.startLook,
    hidden.hiddenName,
    hidden.hiddenProcesses,
    hidden.endSystems,
    folders.page,
    folders.web,
    folders.fetchPage,
    folders.edit,
    folders.readOnly,
    folders.writeBack,
    folders.emptyFolder,
    network.containerAddress,
    network.addressSilent,
    network.writeServer,
    network.startServer,
    network.hostName,
    network.ownLocalhost,
    network.stopServer,
    network.tidyUp,
    contexts.contextBack,
    contexts.contextRemove,
  ],
}
