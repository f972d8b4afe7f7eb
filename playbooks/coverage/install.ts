import { type CoveredNote, erratum, heading, item, step } from './covered.ts'

const parts = heading('boot2docker', 'The parts of the original', '原版的组成部分')
const b2d = (id: string): ReturnType<typeof step> => step('boot2docker', id)

/** Installing boot2docker, a Chinese note of 2014. */
export const install: CoveredNote = {
  id: 'install',
  items: [
    item(
      'The engine runs on a Linux kernel only',
      '引擎只能在 Linux 内核上运行',
      b2d('no-engine'),
      erratum('overview', '14'),
    ),
    item(
      'The client on OS X controls the engine in the VM',
      'OS X 上的客户端控制虚拟机里的引擎',
      b2d('client-and-server'),
      b2d('engine-name'),
    ),
    item('Download the package', '下载安装包', parts, erratum('install', '6c')),
    item('What the package installs', '安装包安装了什么', parts, erratum('install', '3'), b2d('init')),
    item(
      '`boot2docker init`, `start`, `shellinit`',
      '`boot2docker init`、`start`、`shellinit`',
      b2d('init'),
      b2d('up'),
      b2d('shellinit'),
    ),
    item('`boot2docker stop` and `start`', '`boot2docker stop` 与 `start`', b2d('down'), b2d('up')),
    item(
      'Set `DOCKER_HOST` as the terminal asks',
      '按终端提示设置 `DOCKER_HOST`',
      b2d('shellinit'),
      erratum('install', '4a'),
      erratum('install', '4b'),
      erratum('install', '4c'),
    ),
    item('The README of boot2docker', 'boot2docker 的 README', heading('boot2docker', 'Sources', '来源')),
    item(
      'No `sudo` before `docker`',
      '`docker` 前面不要加 `sudo`',
      heading('boot2docker', 'Point the client at the engine', '让客户端连接引擎'),
      erratum('install', '6d'),
    ),
    item(
      '`docker run hello-world`, and what it does',
      '`docker run hello-world` 及其过程',
      b2d('hello'),
      step('first-container', 'hello'),
      erratum('install', '6a'),
    ),
    item('The files in `~/.boot2docker`', '`~/.boot2docker` 里的文件', b2d('init'), parts, erratum('install', '2')),
    item(
      'All data is on the VM’s disk',
      '所有数据都在虚拟机的磁盘上',
      heading('boot2docker', 'Save, resume, shut down, delete', '保存、恢复、关机、删除'),
      b2d('delete'),
    ),
    item(
      'On Linux, client and engine are one program',
      '在 Linux 上，客户端和引擎是同一个程序',
      erratum('install', '5'),
      b2d('ssh'),
    ),
    item('The default TCP port', '默认的 TCP 端口', erratum('install', '1'), b2d('up')),
    item(
      'The client reads `DOCKER_HOST`',
      '客户端读取 `DOCKER_HOST`',
      b2d('shellinit'),
      step('docker-for-mac', 'host-wins'),
    ),
    item(
      'References: Docker’s documentation',
      '参考文献：Docker 文档',
      heading('boot2docker', 'Sources', '来源'),
      erratum('mac', '11b'),
    ),
    item('A misspelled word', '拼错的单词', erratum('install', '6b')),
    item('The application Boot2Docker', '应用 Boot2Docker', parts),
    item(
      'The figure of the architecture',
      '整体框架图',
      parts,
      heading('boot2docker', 'Why a VM is needed', '为什么需要虚拟机'),
    ),
    item('Tiny Core Linux, booted as from a CD', '像光盘那样引导的 Tiny Core Linux', parts),
    item(
      'The daemon listens on a Unix socket or on TCP',
      '守护进程监听 Unix 套接字或 TCP',
      parts,
      step('docker-for-mac', 'context-ls'),
    ),
    item('What the daemon does', '守护进程的职责', parts),
  ],
}
