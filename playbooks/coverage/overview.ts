import { type CoveredNote, erratum, heading, item, step } from './covered.ts'
import { containersAndData } from './overview-containers.ts'

const b2d = (id: string): ReturnType<typeof step> => step('boot2docker', id)

const why = heading('boot2docker', 'Why a VM is needed', '为什么需要虚拟机')
const commands = heading('boot2docker', 'All commands', '全部命令')

/** An overview of Docker, winter 2015. */
export const overview: CoveredNote = {
  id: 'overview',
  items: [
    item('Client and server', '客户端与服务器', b2d('client-and-server'), step('containers', 'version')),
    item('The figure: Docker on Linux', '图：Linux 上的 Docker', why),
    item(
      'The figure: Docker on a Mac',
      '图：Mac 上的 Docker',
      why,
      heading('boot2docker', 'The parts of the original', '原版的组成部分'),
    ),
    item('`boot2docker` alone prints its usage', '单独的 `boot2docker` 打印用法', commands),
    item(
      '`poweroff`, `reset`, `restart`, `help`, `version`',
      '`poweroff`、`reset`、`restart`、`help`、`version`',
      commands,
    ),
    item('`status`, `info`, `config`', '`status`、`info`、`config`', b2d('status'), b2d('info'), b2d('config')),
    item('`save` and `delete`', '`save` 与 `delete`', b2d('save'), b2d('resume'), b2d('delete')),
    item('The server runs on Linux only', '服务器只能在 Linux 上运行', b2d('no-engine'), erratum('overview', '14')),
    item('`boot2docker start` and `stop`', '`boot2docker start` 与 `stop`', b2d('up'), b2d('down')),
    item('The list of `boot2docker` commands', '`boot2docker` 的命令列表', commands, erratum('overview', '1')),
    item('Update with `boot2docker download`', '用 `boot2docker download` 更新', erratum('overview', '3')),
    item(
      '`boot2docker ip`, its port, and DHCP',
      '`boot2docker ip`、端口与 DHCP',
      b2d('address'),
      erratum('overview', '2a'),
      erratum('overview', '2b'),
      erratum('overview', '6b'),
    ),
    item('User `docker`, password `tcuser`', '用户 `docker`，密码 `tcuser`', b2d('ssh-password'), b2d('ssh')),
    item(
      '`docker version`, without dashes',
      '`docker version`，不带短横线',
      step('containers', 'version'),
      step('containers', 'dashes'),
    ),
    item('All commands: `docker`', '全部命令：`docker`', step('containers', 'help')),
    item('`docker COMMAND --help`', '`docker 命令 --help`', step('containers', 'run-help')),
    item('`docker images`', '`docker images`', step('images', 'images'), erratum('beta', '5c')),
    item('`docker search`', '`docker search`', step('images', 'search')),
    item(
      'An image by hand: run, change, exit',
      '手动制作镜像：运行、修改、退出',
      step('images', 'workshop'),
      step('images', 'changed'),
    ),
    item(
      '`docker commit`, and a container of it',
      '`docker commit` 以及用它创建容器',
      step('images', 'commit'),
      step('images', 'reader'),
    ),
    item(
      'Write a Dockerfile',
      '编写 Dockerfile',
      step('images', 'dockerfile'),
      erratum('overview', '10a'),
      erratum('overview', '10b'),
      erratum('overview', '10c'),
    ),
    item('`docker build`', '`docker build`', step('images', 'build'), step('images', 'app-answers')),
    item('`docker tag`', '`docker tag`', step('registries', 'tag'), erratum('overview', '9b')),
    item(
      '`docker push`, with credentials',
      '`docker push` 与账号',
      step('registries', 'push-refused'),
      step('registries', 'login'),
      step('registries', 'push'),
      erratum('overview', '10d'),
    ),
    item(
      '`docker rmi`',
      '`docker rmi`',
      step('images', 'remove-by-tag'),
      step('images', 'in-use'),
      step('images', 'remove-image'),
    ),
    item(
      '`sudo` before some commands',
      '有些命令前加 `sudo`',
      erratum('overview', '9c'),
      heading('boot2docker', 'Point the client at the engine', '让客户端连接引擎'),
    ),
    ...containersAndData,
  ],
}
