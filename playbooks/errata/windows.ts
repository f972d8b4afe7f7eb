import * as guide from '../windows-on-fusion.ts'
import { type Note, proven, sourced } from './erratum.ts'
import * as from from './sources.ts'

/** Windows containers on a Mac, winter 2015/16. */
export const windows: Note = {
  id: 'windows',
  title: { en: 'Windows containers on a Mac', 'zh-cn': '在 Mac 上运行 Windows 容器' },
  about: {
    en: 'Instructions of about 2016 for VMware Fusion and a preview of Windows Server 2016.',
    'zh-cn': '2016 年前后的一份操作说明，用的是 VMware Fusion 和 Windows Server 2016 预览版。',
  },
  errata: [
    {
      id: '1a',
      said: {
        en: 'Fusion 8.0.2, Technical Preview 4, Docker Toolbox',
        'zh-cn': 'Fusion 8.0.2、Technical Preview 4、Docker Toolbox',
      },
      now: {
        en:
          'All three are obsolete. Use Windows Server 2022 or 2025 in a current Fusion, and only the Docker client ' +
          'on the Mac.',
        'zh-cn': '三者都已过时。如今用当前版本的 Fusion 加 Windows Server 2022 或 2025，Mac 上只要 Docker 客户端。',
      },
      basis: proven([guide.createMachine, guide.installWindows], from.windowsInstall, from.windowsVersions),
      executable: true,
    },
    {
      id: '1b',
      said: { en: 'A Hyper-V VM inside the Fusion VM', 'zh-cn': '在 Fusion 虚拟机里再开一台 Hyper-V 虚拟机' },
      now: {
        en: 'Not needed. The engine runs in the Fusion VM itself, and process isolation needs no second hypervisor.',
        'zh-cn': '没有必要。引擎直接运行在 Fusion 虚拟机里，进程隔离不需要第二层虚拟化。',
      },
      basis: proven([guide.defaultIsolation, guide.isolation], from.windowsIsolation),
      executable: false,
    },
    {
      id: '2',
      said: { en: 'Network “Private to my Mac”', 'zh-cn': '网络选“仅限我的 Mac 专用”' },
      now: {
        en: 'Then nothing can be downloaded, and no image pulled. “Share with my Mac”, which is NAT, is right.',
        'zh-cn': '这样什么都下载不了，也拉不到镜像。应选“与我的 Mac 共享”，也就是 NAT。',
      },
      basis: proven([guide.machineSettings], from.fusion),
      executable: true,
    },
    {
      id: '3a',
      said: {
        en: 'Setting TrustedHosts in the VM enables remoting to it',
        'zh-cn': '在虚拟机里设置 TrustedHosts 就启用了远程管理',
      },
      now: {
        en:
          'TrustedHosts is a setting of the client: the hosts that it is willing to connect to. The receiver needs ' +
          '`Enable-PSRemoting`.',
        'zh-cn': 'TrustedHosts 是客户端的设置，列出它愿意连接的主机。被连接的一方需要 `Enable-PSRemoting`。',
      },
      basis: proven([guide.openssh, guide.sshd], from.remoting),
      executable: true,
    },
    {
      id: '3b',
      said: { en: 'Set it to one address', 'zh-cn': '把它设为一个地址' },
      now: {
        en: 'That replaces the whole list, for all users. `-Concatenate` adds to it.',
        'zh-cn': '这会替换所有用户的整个列表。`-Concatenate` 才是追加。',
      },
      basis: sourced(from.remoting),
      executable: true,
    },
    {
      id: '3c',
      said: { en: '`winrm s`', 'zh-cn': '`winrm s`' },
      now: {
        en: 'It is only a short form of `winrm set`. Today SSH is simpler.',
        'zh-cn': '只是 `winrm set` 的简写。如今用 SSH 更简单。',
      },
      basis: sourced(from.remoting),
      executable: false,
    },
    {
      id: '4',
      said: { en: '`docker daemon`', 'zh-cn': '`docker daemon`' },
      now: {
        en:
          'Removed in 17.12. The engine is a service, and its settings are in ' +
          '`%ProgramData%\\docker\\config\\daemon.json`.',
        'zh-cn': '17.12 已删除。引擎是一个服务，设置写在 `%ProgramData%\\docker\\config\\daemon.json`。',
      },
      basis: proven([guide.service, guide.daemonJson], from.deprecated, from.windowsDaemon),
      executable: true,
    },
    {
      id: '5a',
      said: { en: 'Listen on 0.0.0.0:2375', 'zh-cn': '监听 0.0.0.0:2375' },
      now: {
        en:
          'Anyone who can reach that port has administrator rights on the VM. Use 2376 with certificates on both ' +
          'sides.',
        'zh-cn': '能连上这个端口的人，就拥有这台虚拟机的管理员权限。应使用 2376，双方都验证证书。',
      },
      basis: proven([guide.daemonJson, guide.withoutCertificate], from.protectSocket),
      executable: true,
    },
    {
      id: '5b',
      said: { en: 'It is insecure, “but limited to host only network”', 'zh-cn': '不安全，“但仅限于仅主机网络”' },
      now: {
        en: 'That is no protection: every program on the Mac and every other VM on that network can reach it.',
        'zh-cn': '这算不上保护：Mac 上的任何程序、同一网络里的任何虚拟机都连得上。',
      },
      basis: proven([guide.withoutCertificate], from.protectSocket),
      executable: false,
    },
    {
      id: '5c',
      said: { en: 'A firewall rule that opens the port', 'zh-cn': '加一条打开端口的防火墙规则' },
      now: {
        en:
          'It opens the port in every network profile and for every address. A rule can name the Mac’s ' +
          'address alone.',
        'zh-cn': '它在所有网络配置文件里、对所有地址都打开端口。规则可以只允许 Mac 的地址。',
      },
      basis: proven([guide.firewall], from.firewall),
      executable: true,
    },
    {
      id: '6',
      said: { en: '`-b "Virtual Switch"`', 'zh-cn': '`-b "Virtual Switch"`' },
      now: {
        en: 'Not needed. The engine creates a network named `nat` itself.',
        'zh-cn': '没有必要。引擎会自己创建名为 `nat` 的网络。',
      },
      basis: sourced(from.windowsNetwork),
      executable: true,
    },
    {
      id: '7',
      said: { en: 'The built-in image `windowsservercore`', 'zh-cn': '内置的镜像 `windowsservercore`' },
      now: {
        en:
          'There are no built-in images. The name is `mcr.microsoft.com/windows/servercore:ltsc2025`; there is no ' +
          '`latest`.',
        'zh-cn': '没有内置镜像。名字是 `mcr.microsoft.com/windows/servercore:ltsc2025`，没有 `latest` 标签。',
      },
      basis: proven([guide.nanoserver, guide.cmd], from.windowsImages),
      executable: true,
    },
    {
      id: '8',
      said: { en: 'Allow promiscuous mode in Fusion', 'zh-cn': '在 Fusion 里允许混杂模式' },
      now: {
        en: 'That mattered only for a bridge inside a nested VM. Without the second VM it is not needed.',
        'zh-cn': '这只对嵌套虚拟机里的网桥有意义。没有第二层虚拟机，就不需要它。',
      },
      basis: proven([guide.machineSettings], from.windowsNetwork),
      executable: false,
    },
    {
      id: '9a',
      said: { en: 'The address 192.168.177.129', 'zh-cn': '地址 192.168.177.129' },
      now: {
        en: 'It was the address of the author’s VM. Look up yours: `vmrun getGuestIPAddress … -wait`.',
        'zh-cn': '那是作者的虚拟机的地址。请查询自己的：`vmrun getGuestIPAddress … -wait`。',
      },
      basis: proven([guide.address], from.fusion),
      executable: true,
    },
    {
      id: '9b',
      said: { en: 'A step numbered 8.1 after step 7', 'zh-cn': '第 7 步之后是“8.1”' },
      now: {
        en: 'There is no step 8.2. Steps on this site are numbered automatically.',
        'zh-cn': '并没有 8.2。本站的步骤自动编号。',
      },
      basis: { kind: 'slip' },
      executable: false,
    },
    {
      id: '9c',
      said: {
        en: 'Links to msdn.microsoft.com and technet.microsoft.com',
        'zh-cn': '指向 msdn.microsoft.com 和 technet.microsoft.com 的链接',
      },
      now: {
        en: 'Both sites are gone. The pages are at learn.microsoft.com.',
        'zh-cn': '两者都已失效。页面在 learn.microsoft.com。',
      },
      basis: sourced(from.windowsInstall),
      executable: false,
    },
    {
      id: '10',
      said: { en: '“On the Mac”', 'zh-cn': '“在 Mac 上”' },
      now: {
        en:
          'On an Intel Mac. Fusion on Apple silicon runs Arm systems only, and the Windows Server images are for ' +
          'x86-64.',
        'zh-cn': '仅限 Intel Mac。Apple 芯片上的 Fusion 只能运行 Arm 系统，而 Windows Server 镜像是 x86-64 的。',
      },
      basis: proven([guide.whichMac], from.fusion, from.windowsArm),
      executable: false,
    },
    {
      id: '11',
      said: { en: 'Stop the service and start the engine by hand', 'zh-cn': '停掉服务，手动启动引擎' },
      now: {
        en: 'A process started by hand is gone after a restart. A service starts again.',
        'zh-cn': '手动启动的进程重启后就没有了。服务会自动启动。',
      },
      basis: proven([guide.service], from.windowsDaemon),
      executable: true,
    },
  ],
}
