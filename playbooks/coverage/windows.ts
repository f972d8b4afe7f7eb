import { type CoveredNote, erratum, heading, item, step } from './covered.ts'

const win = (id: string): ReturnType<typeof step> => step('windows-on-fusion', id)
const one = heading('windows-on-fusion', 'One VM instead of two', '一台虚拟机，而不是两台')

/** Windows containers on a Mac, winter 2015/16. */
export const windows: CoveredNote = {
  id: 'windows',
  items: [
    item(
      'Run Windows containers on a Mac',
      '在 Mac 上运行 Windows 容器',
      win('nanoserver'),
      erratum('windows', '10'),
      heading('windows-on-fusion', 'Supported Macs', '支持的 Mac'),
    ),
    item('Install Fusion', '安装 Fusion', heading('windows-on-fusion', 'Install Fusion', '安装 Fusion')),
    item(
      'What success looks like: the client, and `cmd.exe`',
      '成功时的样子：客户端与 `cmd.exe`',
      heading('windows-on-fusion', 'What success looks like', '成功时的样子'),
      win('remote-version'),
      win('cmd'),
    ),
    item(
      'The versions: Fusion 8, Technical Preview 4, Docker Toolbox',
      '所用版本：Fusion 8、Technical Preview 4、Docker Toolbox',
      erratum('windows', '1a'),
      win('create-machine'),
    ),
    item('The figure of the architecture', '架构图', one),
    item('Allow promiscuous mode', '允许混杂模式', erratum('windows', '8'), one),
    item(
      'Processors, memory, hypervisor, network of the VM',
      '虚拟机的处理器、内存、虚拟化和网络',
      win('create-machine'),
      win('machine-settings'),
      erratum('windows', '2'),
    ),
    item('Install Windows', '安装 Windows', win('install-windows')),
    item(
      'Install the container feature by a script',
      '用脚本安装容器功能',
      win('download-script'),
      win('containers-feature'),
      win('install'),
    ),
    item('The nested VM in Hyper-V', 'Hyper-V 里的嵌套虚拟机', erratum('windows', '1b'), one),
    item(
      'Remote PowerShell by `TrustedHosts`',
      '用 `TrustedHosts` 远程使用 PowerShell',
      erratum('windows', '3a'),
      erratum('windows', '3b'),
      erratum('windows', '3c'),
      win('ssh'),
    ),
    item(
      'Stop the service, run the daemon by hand',
      '停止服务，手动运行守护进程',
      erratum('windows', '11'),
      erratum('windows', '4'),
      win('service'),
    ),
    item('Open port 2375 in the firewall', '在防火墙里打开 2375 端口', win('firewall'), erratum('windows', '5c')),
    item(
      '`docker daemon -b "Virtual Switch" -H 0.0.0.0:2375`',
      '`docker daemon -b "Virtual Switch" -H 0.0.0.0:2375`',
      win('daemon-json'),
      erratum('windows', '5a'),
      erratum('windows', '6'),
    ),
    item(
      '`DOCKER_HOST` on the Mac, `docker version`',
      'Mac 上的 `DOCKER_HOST` 与 `docker version`',
      win('context'),
      win('remote-version'),
      erratum('windows', '9a'),
    ),
    item(
      '`docker run -it windowsservercore cmd`',
      '`docker run -it windowsservercore cmd`',
      win('cmd'),
      erratum('windows', '7'),
    ),
    item(
      'The four shortcomings',
      '四个局限',
      heading('windows-on-fusion', 'Limitations in 2016 and today', '局限：2016 年与现在'),
      erratum('windows', '5b'),
    ),
    item('Links to Microsoft’s old sites', '指向微软旧网站的链接', erratum('windows', '9c')),
    item('The numbers of the steps', '步骤的编号', erratum('windows', '9b')),
  ],
}
