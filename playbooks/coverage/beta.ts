import { type CoveredNote, erratum, heading, item, step } from './covered.ts'

const mac = (id: string): ReturnType<typeof step> => step('docker-for-mac', id)
const arm = (id: string): ReturnType<typeof step> => step('arm-on-mac', id)
const today = heading('docker-for-mac', 'What Docker Desktop is today', '今天的 Docker Desktop')

const install = heading('docker-for-mac', 'An installation, then and now', '安装过程：从前和现在')
const takeaways = heading('docker-for-mac', 'What became of the takeaways of 2016', '2016 年的结论后来怎样了')
const pi = heading('arm-on-mac', 'From the Mac to the Raspberry Pi', '从 Mac 到树莓派')

/** The beta of Docker for Mac, spring 2016. */
export const beta: CoveredNote = {
  id: 'beta',
  items: [
    item(
      'The closed beta, its waiting list and its token',
      '封闭测试、等待名单和令牌',
      install,
      erratum('beta', '1'),
      today,
    ),
    item('Download `Docker.dmg` and drag the app', '下载 `Docker.dmg` 并拖动应用', install),
    item('The first start from Launchpad', '从启动台首次启动', install),
    item('Grant privileges with your password', '输入密码授权', install, erratum('beta', '6b')),
    item('The whale in the menu bar', '菜单栏里的鲸鱼', install, step('first-container', 'hello')),
    item(
      'The licence: who may use it',
      '许可：谁可以使用',
      today,
      heading('choose', 'Installation, context and licence', '安装、上下文与许可'),
    ),
    item('A privileged network helper', '需要特权的网络辅助程序', today, erratum('beta', '6a'), erratum('beta', '6b')),
    item(
      'The version of the client: `docker -v`',
      '客户端的版本：`docker -v`',
      step('containers', 'dashes'),
      mac('version'),
    ),
    item('The versions of client and engine', '客户端和引擎的版本', mac('version')),
    item('`docker info`', '`docker info`', mac('info')),
    item('`uname -a` on the Mac', 'Mac 上的 `uname -a`', mac('here')),
    item(
      'Pull and run Debian interactively',
      '拉取并以交互方式运行 Debian',
      mac('debian'),
      mac('debian-shell'),
      step('images', 'pull'),
    ),
    item('The kernel and release in Debian', 'Debian 里的内核和发行版', mac('debian-kernel'), mac('debian-release')),
    item(
      'Run Alpine interactively, with `sh`',
      '以交互方式运行 Alpine，用 `sh`',
      mac('busybox-shell'),
      heading('docker-for-mac', 'Same kernel, different systems', '同一个内核，不同的系统'),
      mac('busybox'),
    ),
    item(
      'Another system on the same kernel',
      '同一个内核上的另一个系统',
      mac('busybox-kernel'),
      mac('busybox-release'),
    ),
    item(
      'The sizes in `docker images`',
      '`docker images` 显示的大小',
      mac('sizes'),
      mac('ratio'),
      erratum('beta', '5b'),
      erratum('beta', '5c'),
    ),
    item('Alpine is small and secure', 'Alpine 小而安全', erratum('beta', '7a'), erratum('beta', '7b')),
    item(
      'Linux commands run on a Mac whose own kernel is another',
      '在内核不同的 Mac 上运行 Linux 命令',
      mac('here'),
      mac('engine-name'),
    ),
    item('Client `darwin/amd64`, engine `linux/amd64`', '客户端 `darwin/amd64`，引擎 `linux/amd64`', mac('version')),
    item(
      'The hypervisor xhyve, a port of bhyve',
      '虚拟机管理程序 xhyve，移植自 bhyve',
      erratum('beta', '2a'),
      heading('docker-for-mac', 'Find the VM', '底层原理'),
    ),
    item(
      'The VM is based on Alpine Linux',
      '虚拟机基于 Alpine Linux',
      erratum('beta', '2b'),
      mac('hidden-name'),
      mac('hidden-processes'),
    ),
    item(
      'An ARM image on an Intel Mac',
      'Intel Mac 上的 ARM 镜像',
      arm('pull-arm'),
      arm('architecture'),
      erratum('beta', '4'),
    ),
    item('It fails at first', '起初会失败', arm('format-error')),
    item(
      'Mount the interpreter into the container',
      '把解释器挂载进容器',
      arm('interpreter-mounted'),
      arm('interpreter-lost'),
      erratum('beta', '3'),
    ),
    item(
      'The web server of the Raspberry Pi runs',
      '树莓派的 Web 服务器运行起来',
      arm('mounted-web'),
      arm('web'),
      arm('web-answers'),
      erratum('beta', '5a'),
    ),
    item(
      '`binfmt_misc` in the kernel',
      '内核里的 `binfmt_misc`',
      arm('nobody-registered'),
      arm('described-format'),
      arm('register-by-hand'),
    ),
    item('The emulator is an Intel program', '模拟器是一个 Intel 程序', arm('emulator-seen'), arm('flags')),
    item('Misspelled words', '拼错的单词', erratum('beta', '7c')),
    item(
      '`docker ps` lists the ARM container',
      '`docker ps` 列出 ARM 容器',
      arm('mounted-list'),
      step('containers', 'ps'),
    ),
    item(
      'Build on the Mac, run on the Raspberry Pi',
      '在 Mac 上构建，在树莓派上运行',
      pi,
      arm('build'),
      arm('run-built'),
    ),
    item('Key takeaway: easy and native', '要点：简单、原生', takeaways),
    item(
      'Key takeaway: one file of 90 MB, no dependencies',
      '要点：一个 90 MB 的文件，没有依赖',
      takeaways,
      erratum('beta', '6a'),
    ),
    item(
      'Key takeaway: a first container in minutes',
      '要点：几分钟运行第一个容器',
      takeaways,
      step('first-container', 'hello'),
    ),
    item('Key takeaway: Alpine for tiny containers', '要点：小容器用 Alpine', takeaways, erratum('beta', '7b')),
    item(
      'Key takeaway: ARM containers on a Mac',
      '要点：在 Mac 上运行 ARM 容器',
      takeaways,
      heading('arm-on-mac', 'On Apple silicon', '在 Apple 芯片上'),
    ),
  ],
}
