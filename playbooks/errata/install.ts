import * as guide from '../boot2docker.ts'
import { type Note, proven, slip, sourced } from './erratum.ts'
import * as from from './sources.ts'

/** Installing boot2docker, a Chinese note of 2014. */
export const install: Note = {
  id: 'install',
  title: { en: 'Installing boot2docker (in Chinese)', 'zh-cn': 'Mac OS X 下安装 boot2docker' },
  about: {
    en: 'A Chinese note of 2014 about the installer and how client and engine communicate.',
    'zh-cn': '2014 年的一篇中文笔记，讲安装程序，以及客户端和引擎如何通信。',
  },
  errata: [
    {
      id: '1',
      said: { en: 'The engine’s default TCP port is 4234', 'zh-cn': '引擎默认的 TCP 端口是 4234' },
      now: {
        en: 'It was never 4234. It was 4243 up to 0.9, then 2375 without protection. With TLS it is 2376.',
        'zh-cn': '从来不是 4234。0.9 及以前是 4243，之后是没有保护的 2375；使用 TLS 时是 2376。',
      },
      basis: proven([guide.up], from.boot2dockerCli),
      executable: true,
    },
    {
      id: '2',
      said: {
        en: 'The disk `boot2docker-vm.vmdk` is in `~/.boot2docker`',
        'zh-cn': '磁盘 `boot2docker-vm.vmdk` 在 `~/.boot2docker` 里',
      },
      now: {
        en:
          'VirtualBox kept it in its own folder, normally `~/VirtualBox VMs/boot2docker-vm`. The ISO and the ' +
          'certificates are in `~/.boot2docker`.',
        'zh-cn':
          'VirtualBox 把它放在自己的目录里，通常是 `~/VirtualBox VMs/boot2docker-vm`。`~/.boot2docker` 里是 ISO 和证书。',
      },
      basis: proven([guide.init], from.boot2dockerCli),
      executable: false,
    },
    {
      id: '3',
      said: {
        en: 'The installer installs a VirtualBox virtual machine',
        'zh-cn': '安装包会安装一个 VirtualBox 虚拟机',
      },
      now: {
        en: 'It installed VirtualBox and the commands. `boot2docker init` creates the VM.',
        'zh-cn': '它安装的是 VirtualBox 和命令行工具。创建虚拟机的是 `boot2docker init`。',
      },
      basis: proven([guide.init], from.boot2dockerCli),
      executable: false,
    },
    {
      id: '4a',
      said: {
        en: 'The terminal asks for `DOCKER_HOST=tcp://192.168.59.103:2375`',
        'zh-cn': '终端提示设置 `DOCKER_HOST=tcp://192.168.59.103:2375`',
      },
      now: {
        en: 'That is the prompt of versions before 1.3. Since then the port is 2376.',
        'zh-cn': '那是 1.3 以前的提示。之后端口是 2376。',
      },
      basis: proven([guide.up], from.boot2docker13),
      executable: true,
    },
    {
      id: '4b',
      said: { en: 'Setting that one variable is enough', 'zh-cn': '只设置这一个变量就够了' },
      now: {
        en: 'TLS needs two more: `DOCKER_TLS_VERIFY` and `DOCKER_CERT_PATH`.',
        'zh-cn': 'TLS 还需要两个：`DOCKER_TLS_VERIFY` 和 `DOCKER_CERT_PATH`。',
      },
      basis: proven([guide.shellinit]),
      executable: true,
    },
    {
      id: '4c',
      said: { en: '`$(boot2docker shellinit)`', 'zh-cn': '`$(boot2docker shellinit)`' },
      now: {
        en: 'It prints several lines, so it needs `eval "$(boot2docker shellinit)"`.',
        'zh-cn': '输出有好几行，应写 `eval "$(boot2docker shellinit)"`。',
      },
      basis: proven([guide.shellinit]),
      executable: true,
    },
    {
      id: '5',
      said: {
        en: 'On Linux one program is both client and engine',
        'zh-cn': '在 Linux 上，同一个可执行文件既是客户端又是服务端',
      },
      now: {
        en: 'Not since Docker 1.12, of 2016. The engine is `dockerd`, a program of its own.',
        'zh-cn': '2016 年的 Docker 1.12 起就不是了。引擎是独立的程序 `dockerd`。',
      },
      basis: proven([guide.clientAndServer, guide.ssh]),
      executable: false,
    },
    {
      id: '6a',
      said: { en: 'The greeting is “Hello from Docker.”', 'zh-cn': '问候语是 `Hello from Docker.`' },
      now: { en: 'It is “Hello from Docker!”.', 'zh-cn': '如今是 `Hello from Docker!`。' },
      basis: proven([guide.hello]),
      executable: true,
    },
    {
      id: '6b',
      said: { en: '“scoket”', 'zh-cn': '“scoket”' },
      now: { en: 'Socket.', 'zh-cn': '应为 socket。' },
      basis: slip,
      executable: false,
    },
    {
      id: '6c',
      said: { en: 'Download `Boot2Docker-x.x.x.pkg`', 'zh-cn': '下载 `Boot2Docker-x.x.x.pkg`' },
      now: {
        en:
          'The installer and the command were deprecated with 1.8.0 in August 2015, for Docker Toolbox and Docker ' +
          'Machine, and are archived. This site includes its own `boot2docker` command.',
        'zh-cn':
          '安装程序和命令在 2015 年 8 月随 1.8.0 弃用，由 Docker Toolbox 和 Docker Machine 取代，现已归档。本站自带一个新的 ' +
          '`boot2docker` 命令。',
      },
      basis: sourced(from.installer18, from.boot2dockerCli, from.toolbox18),
      executable: false,
    },
    {
      id: '6d',
      said: { en: 'No `sudo` before `docker`', 'zh-cn': '`docker` 前面不要加 `sudo`' },
      now: {
        en:
          'Still right, because `sudo` drops `DOCKER_HOST` and the other variables, so the client looks for an ' +
          'engine on the Mac.',
        'zh-cn': '这一条至今仍对，因为 `sudo` 会丢掉 `DOCKER_HOST` 等变量，客户端就会到 Mac 上找引擎。',
      },
      basis: proven([guide.shellinit]),
      executable: false,
    },
  ],
}
