import type { Playbook } from './model/index.ts'
import * as access from './windows-on-fusion/access.ts'
import * as certificates from './windows-on-fusion/certificates.ts'
import * as client from './windows-on-fusion/client.ts'
import * as containers from './windows-on-fusion/containers.ts'
import * as engine from './windows-on-fusion/engine.ts'
import * as leave from './windows-on-fusion/leave.ts'
import * as machine from './windows-on-fusion/machine.ts'
import { dockerClient } from './needs.ts'

export * from './windows-on-fusion/access.ts'
export * from './windows-on-fusion/certificates.ts'
export * from './windows-on-fusion/client.ts'
export * from './windows-on-fusion/containers.ts'
export * from './windows-on-fusion/engine.ts'
export * from './windows-on-fusion/leave.ts'
export * from './windows-on-fusion/machine.ts'

/** Windows containers, controlled from a Mac: the engine runs in a Windows VM of VMware Fusion. */
export const windowsOnFusion: Playbook = {
  id: 'windows-on-fusion',
  title: {
    en: 'Windows containers on a Mac, with VMware Fusion',
    'zh-cn': '在 Mac 上用 VMware Fusion 运行 Windows 容器',
  },
  targets: ['fusion'],
  machine: 'none',
  duration: '90m',
  needs: [
    {
      kind: 'computer',
      make: 'intel-mac',
      hint: {
        en:
          'Use a Mac with an Intel processor: on Apple silicon, Fusion runs Arm guests only, and there is no ' +
          'official Docker engine for Windows on Arm.',
        'zh-cn':
          '请使用 Intel 处理器的 Mac：在 Apple 芯片上，Fusion 只能运行 Arm 系统，而 Arm 版 Windows 没有官方的 Docker 引擎。',
      },
    },
    {
      kind: 'program',
      name: 'vmrun',
      hint: {
        en:
          'Install VMware Fusion from the Broadcom support portal, and add /Applications/VMware ' +
          'Fusion.app/Contents/Library to PATH.',
        'zh-cn':
          '请从 Broadcom 支持门户安装 VMware Fusion，并把 /Applications/VMware Fusion.app/Contents/Library 加入 PATH。',
      },
    },
    {
      kind: 'feature',
      name: 'windows',
      hint: {
        en:
          'Download the evaluation ISO of Windows Server 2025 from Microsoft’s Evaluation Center. The runner cannot ' +
          'install it for you.',
        'zh-cn': '请从微软评估中心下载 Windows Server 2025 的评估版 ISO。运行器无法替你安装它。',
      },
    },
    dockerClient,
    {
      kind: 'free-memory',
      gigabytes: 8,
      hint: {
        en: 'Close programs until 8 GB of memory are free for Windows.',
        'zh-cn': '请关闭一些程序，直到有 8 GB 内存可供 Windows 使用。',
      },
    },
    {
      kind: 'free-disk',
      gigabytes: 80,
      hint: { en: 'Free 80 GB for Windows and its images.', 'zh-cn': '请为 Windows 及其镜像腾出 80 GB。' },
    },
    {
      kind: 'network',
      host: 'mcr.microsoft.com',
      hint: {
        en: 'Connect to the internet: Windows images come from Microsoft’s own registry.',
        'zh-cn': '请连接互联网：Windows 镜像来自微软自己的镜像仓库。',
      },
    },
  ],
  changes: {
    en:
      'It creates a virtual machine of up to 80 GB in ~/Virtual Machines.localized, the folder ~/.docker-windows ' +
      'with keys and certificates, and the Docker context “windows”. Inside the VM it changes the firewall, SSH and ' +
      'Docker. The last steps delete all of it.',
    'zh-cn':
      '它会在 ~/Virtual Machines.localized 中创建一个最大 80 GB 的虚拟机，创建存放密钥和证书的目录 ~/.docker-windows，以及 Docker 上下文 “windows”。' +
      '在虚拟机内部，它会改动防火墙、SSH 和 Docker。最后几步会把这些全部删除。',
  },
  steps: [
    machine.whichMac,
    machine.fusionPath,
    machine.createMachine,
    machine.installWindows,
    machine.nameMachine,
    machine.machineSettings,
    machine.snapshot,
    machine.listSnapshots,
    machine.start,
    machine.list,
    machine.tools,
    machine.address,
    access.openssh,
    access.sshd,
    access.network,
    access.sshFirewall,
    access.defaultShell,
    access.folder,
    access.sshKey,
    access.giveKey,
    access.guardKeys,
    access.sshConfig,
    access.ssh,
    access.windowsVersion,
    engine.downloadScript,
    engine.readScript,
    engine.containersFeature,
    engine.restart,
    engine.install,
    engine.service,
    engine.localVersion,
    certificates.plan,
    certificates.authority,
    certificates.serverCertificate,
    certificates.clientCertificate,
    certificates.lookAtCertificate,
    certificates.makeRoom,
    certificates.copyCertificates,
    certificates.daemonJson,
    certificates.restartDocker,
    certificates.stillSilent,
    certificates.firewall,
    client.withoutCertificate,
    client.context,
    client.contextBefore,
    client.useContext,
    client.remoteVersion,
    client.defaultIsolation,
    containers.nanoserver,
    containers.cmd,
    containers.isolation,
    containers.ping,
    containers.seenOutside,
    containers.hyperV,
    containers.olderImage,
    containers.tooOld,
    containers.linuxImage,
    containers.clearContainers,
    leave.dropContext,
    leave.revert,
    leave.deleteMachine,
    leave.forgetKeys,
  ],
}
