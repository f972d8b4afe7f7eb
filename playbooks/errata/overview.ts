import * as guide from '../boot2docker.ts'
import * as containers from '../containers.ts'
import * as limitsAndHealth from '../limits-and-health.ts'
import * as portsAndNetworks from '../ports-and-networks.ts'
import * as registries from '../registries.ts'
import { type Erratum, type Note, proven, slip, sourced } from './erratum.ts'
import { imagesAndVolumes } from './overview-images.ts'
import * as from from './sources.ts'

const commandsAndPorts: readonly [Erratum, ...Erratum[]] = [
  {
    id: '1',
    said: {
      en: 'The list of `boot2docker` commands ends with `version` and has no `shellinit`',
      'zh-cn': '`boot2docker` 的命令列表里没有 `shellinit`',
    },
    now: {
      en:
        'It is the list of 1.0, older than the note. `shellinit` was added in 1.2, and `upgrade` has been there ' +
        'since 1.3.',
      'zh-cn': '那是 1.0 的列表，比笔记本身还旧。`shellinit` 随 1.2 而来，`upgrade` 从 1.3 起就有。',
    },
    basis: proven([guide.shellinit], from.boot2dockerCli),
    executable: false,
  },
  {
    id: '2a',
    said: { en: '`boot2docker ip` prints address and port', 'zh-cn': '`boot2docker ip` 打印地址和端口' },
    now: { en: 'It prints only the address.', 'zh-cn': '它只打印地址。' },
    basis: proven([guide.address]),
    executable: true,
  },
  {
    id: '2b',
    said: { en: 'The port is 2375', 'zh-cn': '端口是 2375' },
    now: { en: 'Since 1.3 it is 2376, with TLS.', 'zh-cn': '从 1.3 起是 2376，使用 TLS。' },
    basis: proven([guide.up, guide.shellinit]),
    executable: true,
  },
  {
    id: '3',
    said: { en: 'Update boot2docker with `boot2docker download`', 'zh-cn': '用 `boot2docker download` 更新' },
    now: {
      en:
        'That only fetches the ISO. A running VM keeps the old one until `upgrade`, or until it is stopped and ' +
        'started.',
      'zh-cn': '它只下载 ISO。运行中的虚拟机仍用旧的，要 `upgrade`，或停止后再启动。',
    },
    basis: sourced(from.boot2dockerCli),
    executable: true,
  },
  {
    id: '4a',
    said: { en: 'The address 193.168.59.103, twice', 'zh-cn': '地址写成 193.168.59.103，两次' },
    now: {
      en: 'It is 192.168.59.103. The other one is an address on the public internet.',
      'zh-cn': '应为 192.168.59.103。写错的那个是公网上别人的地址。',
    },
    basis: proven([guide.address, guide.addressAnswers]),
    executable: true,
  },
  {
    id: '4b',
    said: { en: 'Port 491601', 'zh-cn': '端口 491601' },
    now: { en: '49160 was meant. No port is above 65535.', 'zh-cn': '本意是 49160。端口号最大是 65535。' },
    basis: sourced(from.portNumbers),
    executable: true,
  },
  {
    id: '5a',
    said: {
      en: 'On a Mac, `localhost` is the Linux kernel in boot2docker',
      'zh-cn': '在 Mac 上，`localhost` 是 boot2docker 里的 Linux 内核',
    },
    now: {
      en: '`localhost` is always the computer on which it is used: here, the Mac.',
      'zh-cn': '`localhost` 永远是你输入命令的那台电脑，也就是 Mac。',
    },
    basis: proven([guide.localhostRefuses, portsAndNetworks.localhostIsYours]),
    executable: true,
  },
  {
    id: '5b',
    said: { en: 'The port is mapped on `localhost`', 'zh-cn': '端口映射在 `localhost` 上' },
    now: {
      en: 'It is published on the Docker host, on all of its addresses.',
      'zh-cn': '它映射在宿主机上，对应宿主机的所有地址。',
    },
    basis: proven([guide.addressAnswers, portsAndNetworks.publishedAnswers]),
    executable: true,
  },
  {
    id: '6a',
    said: { en: '`$(docker-ip)`', 'zh-cn': '`$(docker-ip)`' },
    now: {
      en: 'That is a function in the author’s own shell. The command is `boot2docker ip`.',
      'zh-cn': '那是作者自己 shell 里的函数。命令是 `boot2docker ip`。',
    },
    basis: proven([guide.hostsName]),
    executable: true,
  },
  {
    id: '6b',
    said: { en: 'Write the address into `/etc/hosts` once', 'zh-cn': '把地址写进 `/etc/hosts` 就行了' },
    now: {
      en: 'With VirtualBox it came from DHCP and could change. The line is then out of date.',
      'zh-cn': 'VirtualBox 的地址由 DHCP 分配，可能改变，那一行就会失效。',
    },
    basis: proven([guide.hostsName], from.boot2dockerCli),
    executable: false,
  },
  {
    id: '7a',
    said: { en: 'The image `ununtu:14.04`, twice', 'zh-cn': '镜像 `ununtu:14.04`，两次' },
    now: {
      en:
        'It is `ubuntu`. The engine looks for the name as typed, finds no such image, and the command exits ' +
        'with 125.',
      'zh-cn': '应为 `ubuntu`。引擎按你输入的名字查找，找不到这个镜像，命令以 125 退出。',
    },
    basis: proven([limitsAndHealth.exitNoImage]),
    executable: true,
  },
  {
    id: '7b',
    said: { en: 'The “Linus `top` command”', 'zh-cn': '“Linus 的 `top` 命令”' },
    now: {
      en:
        'It is Linux. And `docker top` is Docker’s own command: the engine answers it, so it also works where an ' +
        'image has no `top`.',
      'zh-cn': '应为 Linux。而且 `docker top` 是 Docker 自己的命令，由引擎回答，镜像里没有 `top` 也能用。',
    },
    basis: proven([containers.top]),
    executable: false,
  },
  {
    id: '7c',
    said: {
      en: '“Exist from the shell”, “typiecally”, “and included”',
      'zh-cn': '“Exist from”、“typiecally”、“and included”',
    },
    now: { en: 'Exit from, typically, and include.', 'zh-cn': '应为 Exit from、typically、and include。' },
    basis: slip,
    executable: false,
  },
  {
    id: '7d',
    said: { en: 'A container is “not deleted under” `--rm` is given', 'zh-cn': '容器“not deleted under”给出 `--rm`' },
    now: {
      en: 'It is “unless”: the container stays unless `--rm` is given.',
      'zh-cn': '应为 unless：除非给出 `--rm`，否则容器会留下。',
    },
    basis: proven([containers.runEcho, containers.runRm]),
    executable: false,
  },
  {
    id: '8a',
    said: { en: '`-P` maps any ports that the app uses', 'zh-cn': '`-P` 会映射程序用到的任何端口' },
    now: {
      en: 'Docker does not know which ports a program uses. It publishes those that the image or the command declares.',
      'zh-cn': 'Docker 不知道程序用了什么端口。它只映射镜像或命令声明的端口。',
    },
    basis: proven([portsAndNetworks.publishAllOfNone, portsAndNetworks.publishAll, guide.anyPort]),
    executable: true,
  },
  {
    id: '8b',
    said: { en: 'Ports such as 49160, from 49153 on', 'zh-cn': '49160 这样的端口，从 49153 开始' },
    now: {
      en: 'They are taken from the kernel’s range for temporary ports, usually from 32768 on.',
      'zh-cn': '端口取自内核的临时端口范围，通常从 32768 开始。',
    },
    basis: proven([guide.readPort, portsAndNetworks.chosenPort], from.portRange),
    executable: false,
  },
  {
    id: '9a',
    said: { en: '`docker logs` shows `stdout`', 'zh-cn': '`docker logs` 显示 `stdout`' },
    now: {
      en: 'It shows standard output and standard error, each on its own stream.',
      'zh-cn': '它同时显示标准输出和标准错误，分别写入各自的流。',
    },
    basis: proven([containers.logs]),
    executable: true,
  },
  {
    id: '9b',
    said: { en: '`sudo docker tag`', 'zh-cn': '`sudo docker tag`' },
    now: {
      en: 'No `sudo`. A tag is a name that the engine keeps.',
      'zh-cn': '不需要 `sudo`。标签只是引擎保存的一个名字。',
    },
    basis: proven([registries.tag]),
    executable: false,
  },
  {
    id: '9c',
    said: { en: 'Some commands with `sudo` and some without', 'zh-cn': '有的命令带 `sudo`，有的不带' },
    now: {
      en:
        '`sudo` drops `DOCKER_HOST` and the other variables. The two commands then use different engines, or one of ' +
        'them finds none.',
      'zh-cn': '`sudo` 会丢掉 `DOCKER_HOST` 等变量。于是两条命令会找不同的引擎，或者其中一条找不到引擎。',
    },
    basis: proven([guide.shellinit]),
    executable: true,
  },
]

/** An overview of Docker, winter 2015. */
export const overview: Note = {
  id: 'overview',
  title: { en: 'An overview of Docker', 'zh-cn': 'Docker 概览' },
  about: {
    en: 'A note of 2015 about images, containers, ports and volumes, with boot2docker on a Mac.',
    'zh-cn': '2015 年的一篇笔记，讲镜像、容器、端口和卷，在 Mac 上使用 boot2docker。',
  },
  errata: [...commandsAndPorts, ...imagesAndVolumes],
}
