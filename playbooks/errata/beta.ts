import * as arm from '../arm-on-mac.ts'
import * as images from '../images.ts'
import * as guide from '../docker-for-mac.ts'
import { type Note, proven, slip, sourced } from './erratum.ts'
import * as from from './sources.ts'

/** The beta of Docker for Mac, spring 2016. */
export const beta: Note = {
  id: 'beta',
  title: { en: 'First steps with the Docker for Mac beta', 'zh-cn': '初试 Docker for Mac 测试版' },
  about: {
    en: 'A blog post of 2016 about the closed beta, Debian compared with Alpine, and an ARM image on an Intel Mac.',
    'zh-cn': '2016 年的一篇博客，讲封闭测试、Debian 与 Alpine 的对比，以及在 Intel Mac 上运行 ARM 镜像。',
  },
  errata: [
    {
      id: '1',
      said: {
        en: 'Apply for the closed beta, enter a token, start the “Docker beta” app',
        'zh-cn': '申请封闭测试，输入令牌，启动“Docker beta”应用',
      },
      now: {
        en:
          'The beta ended in 2016. Docker Desktop is downloaded without a token; large companies need a paid ' +
          'subscription.',
        'zh-cn': '测试在 2016 年就结束了。Docker Desktop 可以直接下载，不需要令牌；大公司需要付费订阅。',
      },
      basis: sourced(from.installMac),
      executable: false,
    },
    {
      id: '2a',
      said: { en: 'The hypervisor is xhyve', 'zh-cn': '虚拟机管理程序是 xhyve' },
      now: {
        en: 'It was then, and was replaced by HyperKit. Today it is Apple’s Virtualization framework or Docker VMM.',
        'zh-cn': '曾经是，后来换成 HyperKit。如今是 Apple 的 Virtualization framework 或 Docker VMM。',
      },
      basis: sourced(from.desktopVmm),
      executable: false,
    },
    {
      id: '2b',
      said: { en: 'The VM is based on Alpine Linux', 'zh-cn': '虚拟机基于 Alpine Linux' },
      now: {
        en: 'It was then. Docker Desktop’s VM is built with LinuxKit.',
        'zh-cn': '当时是。Docker Desktop 的虚拟机由 LinuxKit 构建。',
      },
      basis: sourced(from.linuxkit),
      executable: false,
    },
    {
      id: '3',
      said: { en: 'The ARM interpreter must be placed inside the container', 'zh-cn': '必须把 ARM 解释器放进容器里' },
      now: {
        en:
          'Only where it was registered without the flag F. With F, the kernel keeps the interpreter open, so no ' +
          'container needs it.',
        'zh-cn': '只有注册时没带 F 标志才需要。带 F 时内核会一直打开解释器，容器里不必有它。',
      },
      basis: proven([arm.interpreterLost, arm.flags, arm.arm32], from.binfmtMisc),
      executable: true,
    },
    {
      id: '4',
      said: {
        en: 'A Mac has an Intel processor, so ARM is the foreign architecture',
        'zh-cn': 'Mac 用 Intel 处理器，ARM 属于另一种架构',
      },
      now: {
        en:
          'Reversed on Apple silicon: arm64 is native, amd64 runs with Rosetta or QEMU, and 32-bit ARM with QEMU ' +
          'only.',
        'zh-cn': '在 Apple 芯片上正好相反：arm64 是原生的，amd64 靠 Rosetta 或 QEMU，32 位 ARM 只能靠 QEMU。',
      },
      basis: sourced(from.desktopIssues, from.rosetta),
      executable: true,
    },
    {
      id: '5a',
      said: { en: 'Pull the ARM web server image of 2015', 'zh-cn': '拉取 2015 年的 ARM Web 服务器镜像' },
      now: {
        en: 'Its manifest has schema 1. Docker has refused that since version 26. Use a current multi-platform image.',
        'zh-cn': '它的清单是 schema 1 格式，Docker 26 起拒绝拉取。请用当前的多架构镜像。',
      },
      basis: proven([arm.pullArm, arm.web], from.schema1, from.deprecated),
      executable: true,
    },
    {
      id: '5b',
      said: {
        en: 'Kernel 4.1.19, Debian 8, images of 4.798 MB and 125.1 MB, a download of 90 MB',
        'zh-cn': '内核 4.1.19、Debian 8、4.798 MB 和 125.1 MB 的镜像、90 MB 的安装包',
      },
      now: {
        en:
          'Those were the numbers at the time. What is still true: all containers share one kernel, and image sizes ' +
          'differ widely.',
        'zh-cn': '那只是当时的数字。不变的是：所有容器共用一个内核，而镜像的大小相差很大。',
      },
      basis: proven([guide.debianKernel, guide.busyboxKernel, guide.sizes, guide.ratio]),
      executable: false,
    },
    {
      id: '5c',
      said: {
        en: '`docker images` shows IMAGE ID, CREATED and SIZE',
        'zh-cn': '`docker images` 显示 IMAGE ID、CREATED 和 SIZE',
      },
      now: {
        en: 'Version 29 of the client has another layout. A program should use `--format`, or the engine’s API.',
        'zh-cn': '客户端 29 版的输出格式不同。程序应使用 `--format`，或直接调用引擎的 API。',
      },
      basis: proven([images.listImages, images.inspectImage]),
      executable: false,
    },
    {
      id: '6a',
      said: { en: '“No other external dependencies to install”', 'zh-cn': '“不需要安装任何其他依赖”' },
      now: {
        en: 'Its own screenshots show a privileged network helper being installed.',
        'zh-cn': '它自己的截图就显示正在安装一个需要特权的网络辅助程序。',
      },
      basis: sourced(from.desktopPermissions),
      executable: false,
    },
    {
      id: '6b',
      said: { en: 'The app needs that network helper', 'zh-cn': '应用需要那个网络辅助程序' },
      now: {
        en: 'No longer. The helper `vmnetd` was removed from Docker Desktop after 4.88.',
        'zh-cn': '现在不需要了。4.88 之后的 Docker Desktop 里已经没有辅助程序 `vmnetd`。',
      },
      basis: sourced(from.desktopPermissions),
      executable: false,
    },
    {
      id: '7a',
      said: { en: 'Alpine’s “security model” is a major advantage', 'zh-cn': 'Alpine 的“安全模型”是一大优势' },
      now: {
        en:
          'The remaining advantage is that little is installed. The hardened kernel patches that Alpine was known ' +
          'for ended in 2019, and a container uses the host’s kernel anyway.',
        'zh-cn':
          '仍然成立的优点是安装的内容少。Alpine 当年闻名的内核加固补丁在 2019 年已停用，何况容器用的是宿主机的内核。',
      },
      basis: sourced(from.alpine),
      executable: false,
    },
    {
      id: '7b',
      said: { en: 'Alpine is Linux, only smaller', 'zh-cn': 'Alpine 就是更小的 Linux' },
      now: {
        en: 'Its C library is musl, not glibc. Programs built for Debian may not run there.',
        'zh-cn': '它的 C 库是 musl，不是 glibc。为 Debian 构建的程序在那里可能无法运行。',
      },
      basis: sourced(from.musl, from.alpine),
      executable: false,
    },
    {
      id: '7c',
      said: { en: '“Lauchpad”, “sounds to good”, “it’s own”', 'zh-cn': '“Lauchpad”、“sounds to good”、“it’s own”' },
      now: { en: 'Launchpad, sounds too good, its own.', 'zh-cn': '应为 Launchpad、sounds too good、its own。' },
      basis: slip,
      executable: false,
    },
  ],
}
