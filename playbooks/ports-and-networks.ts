import type { Playbook } from './model/index.ts'
import * as cleanUp from './ports-and-networks/clean-up.ts'
import * as networks from './ports-and-networks/networks.ts'
import * as ports from './ports-and-networks/ports.ts'
import { curl, dockerClient } from './needs.ts'

export * from './ports-and-networks/clean-up.ts'
export * from './ports-and-networks/networks.ts'
export * from './ports-and-networks/ports.ts'

/** How a container is reached: from outside by a published port, from other containers by its name. */
export const portsAndNetworks: Playbook = {
  id: 'ports-and-networks',
  title: { en: 'Ports and networks', 'zh-cn': '端口与网络' },
  targets: ['lab'],
  machine: 'ready',
  duration: '1m',
  needs: [dockerClient, curl],
  changes: {
    en:
      'In the lab, everything happens in a VM of its own, which is removed when the run ends. The guide ' +
      'runs containers, publishes ports 8080 and 8081, and creates two networks; it removes them again. ' +
      'The image busybox:1.37 stays.',
    'zh-cn':
      '在实验环境里，一切都发生在独立的虚拟机上，运行结束后即删除。本指南会运行容器、映射端口 8080 和 8081，并创建两个网络；之后会把它们删除。镜像 busybox:1.37 会留下。',
  },
  steps: [
    ports.publish,
    ports.publishedAnswers,
    ports.localhostIsYours,
    ports.portOf,
    ports.portTaken,
    ports.publishPrivately,
    ports.privateRefuses,
    ports.privateAnswers,
    ports.publishAllOfNone,
    ports.publishAll,
    ports.chosenPort,
    ports.chosenAnswers,
    networks.networkCreate,
    networks.networkServer,
    networks.byName,
    networks.noNames,
    networks.networkConnect,
    networks.connectedByName,
    networks.networkInUse,
    cleanUp.removeServers,
    cleanUp.networkKept,
    cleanUp.pruneNetworks,
    cleanUp.removeNetwork,
  ],
}
