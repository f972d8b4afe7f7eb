import type { Playbook } from './model/index.ts'
import * as folders from './boot2docker/folders.ts'
import * as life from './boot2docker/life.ts'
import * as machine from './boot2docker/machine.ts'
import * as ports from './boot2docker/ports.ts'
import * as vpn from './boot2docker/vpn.ts'
import { dockerClient, freeMemory } from './needs.ts'

export * from './boot2docker/folders.ts'
export * from './boot2docker/life.ts'
export * from './boot2docker/machine.ts'
export * from './boot2docker/ports.ts'
export * from './boot2docker/vpn.ts'

/** Docker in a VM that the reader can see and control, as boot2docker provided it for Macs from 2014 on. */
export const boot2docker: Playbook = {
  id: 'boot2docker',
  title: { en: 'Docker in a VM of your own: boot2docker', 'zh-cn': '在自己的虚拟机里运行 Docker：boot2docker' },
  targets: ['lab'],
  machine: 'none',
  duration: '3m',
  needs: [
    {
      kind: 'free-disk',
      gigabytes: 3,
      hint: {
        en: 'Free 3 GB for the VM’s disk and saved memory.',
        'zh-cn': '请腾出 3 GB，用来存放虚拟机的磁盘和保存下来的内存。',
      },
    },
    freeMemory,
    dockerClient,
  ],
  changes: {
    en:
      'In the lab, everything happens in a network and a home folder of its own, which are removed when the run ' +
      'ends. On your own computer it creates a VM and its image in ~/.boot2docker, the key ~/.ssh/id_boot2docker, ' +
      'a line in /etc/hosts and ~/code; ' +
      'each is removed by the undo of the step that made it, or by delete.',
    'zh-cn':
      '在实验环境里，一切都发生在独立的网络和主目录中，运行结束后即删除。在你自己的电脑上，它会在 ~/.boot2docker 里创建虚拟机及其镜像，' +
      '并创建密钥 ~/.ssh/id_boot2docker、/etc/hosts 中的一行以及 ~/code；' +
      '每一项都会由创建它的那一步或 delete 撤销。',
  },
  steps: [
    machine.noEngine,
    machine.init,
    machine.up,
    machine.shellinit,
    machine.clientAndServer,
    machine.engineName,
    machine.hello,
    machine.echo,
    ports.web,
    ports.localhostRefuses,
    ports.address,
    ports.addressAnswers,
    ports.hostsName,
    ports.anyPort,
    ports.readPort,
    ports.chosenPortAnswers,
    folders.page,
    folders.emptyFolder,
    folders.share,
    folders.readFolder,
    folders.writeFolder,
    folders.startWeb,
    vpn.vpn,
    vpn.dockerHangs,
    vpn.forwardEngine,
    vpn.useForward,
    vpn.dockerAnswers,
    vpn.forwardWeb,
    vpn.vpnOff,
    vpn.backToAddress,
    life.ssh,
    life.sshPassword,
    life.status,
    life.info,
    life.config,
    life.save,
    life.resume,
    life.down,
    life.notRunning,
    life.remove,
  ],
}
