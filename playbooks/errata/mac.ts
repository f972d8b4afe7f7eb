import * as guide from '../boot2docker.ts'
import { type Note, proven, slip, sourced } from './erratum.ts'
import * as from from './sources.ts'

/** boot2docker on OS X, autumn 2014. */
export const mac: Note = {
  id: 'mac',
  title: { en: 'Docker on OS X with boot2docker', 'zh-cn': '用 boot2docker 在 OS X 上运行 Docker' },
  about: {
    en: 'A note of 2014 about ports, folders and a VPN, written for boot2docker 1.2.',
    'zh-cn': '2014 年的一篇笔记，讲端口、目录和 VPN，针对 boot2docker 1.2。',
  },
  errata: [
    {
      id: '1',
      said: {
        en: '`-p 80:8800` for nginx, then port 8800 in the browser',
        'zh-cn': '给 nginx 用 `-p 80:8800`，再用 8800 端口访问',
      },
      now: {
        en: 'Reversed. The order is `HOST:CONTAINER`, and nginx listens on 80: `-p 8800:80`.',
        'zh-cn': '写反了。顺序是 `HOST:CONTAINER`（宿主机在前，容器在后），nginx 监听 80 端口，所以是 `-p 8800:80`。',
      },
      basis: proven([guide.web]),
      executable: true,
    },
    {
      id: '2',
      said: {
        en: 'The address is “the IP of your NAT”, a “host-only NAT bridge”',
        'zh-cn': '那个地址是“NAT 的 IP”，网络是“仅主机的 NAT 网桥”',
      },
      now: {
        en:
          'There are two network cards. NAT is the way out and carries the forwards. The address 192.168.59.103 is ' +
          'on the second, host-only card.',
        'zh-cn': '虚拟机有两块网卡。NAT 网卡负责出网和端口转发；192.168.59.103 在第二块、也就是仅主机网卡上。',
      },
      basis: proven([guide.address]),
      executable: false,
    },
    {
      id: '3',
      said: { en: '`$(boot2docker shellinit)`', 'zh-cn': '`$(boot2docker shellinit)`' },
      now: {
        en: 'Since 1.3 it prints several lines, sometimes with `unset`: `eval "$(boot2docker shellinit)"`.',
        'zh-cn': '从 1.3 起它会打印好几行，有时还有 `unset`：应写 `eval "$(boot2docker shellinit)"`。',
      },
      basis: proven([guide.shellinit], from.boot2dockerCli),
      executable: true,
    },
    {
      id: '4a',
      said: {
        en: 'The image has no Guest Additions, so every mounted folder is empty',
        'zh-cn': '镜像里没有 Guest Additions，所以挂载的目录都是空的',
      },
      now: {
        en:
          'True up to 1.2. Since 1.3, of October 2014, `/Users` was shared. A folder that is not shared is still ' +
          'empty.',
        'zh-cn': '只在 1.2 及以前成立。2014 年 10 月的 1.3 起会共享 `/Users`。没有共享的目录至今仍是空的。',
      },
      basis: proven([guide.emptyFolder, guide.readFolder], from.boot2docker13),
      executable: true,
    },
    {
      id: '4b',
      said: {
        en: 'Download another ISO from a third party, over plain HTTP',
        'zh-cn': '从第三方用明文 HTTP 下载另一个 ISO',
      },
      now: {
        en:
          'Never do this. It is a complete operating system from an unknown author, and nothing verifies the ' +
          'download. Sharing a folder needs no other image.',
        'zh-cn': '不要这样做。那是来历不明的整个操作系统，下载内容没有任何校验。共享文件夹不需要换镜像。',
      },
      basis: proven([guide.share], from.boot2docker13),
      executable: false,
    },
    {
      id: '5',
      said: { en: 'Share `/Users` under the name `home`', 'zh-cn': '以 `home` 为名共享 `/Users`' },
      now: {
        en: 'The VM mounts a share by its name. From 1.3 on the name had to be `Users`.',
        'zh-cn': '虚拟机按共享名来挂载。从 1.3 起共享名必须是 `Users`。',
      },
      basis: proven([guide.share], from.boot2dockerCli),
      executable: true,
    },
    {
      id: '6',
      said: { en: 'Forward port 2375 and connect to it without TLS', 'zh-cn': '转发 2375 端口，不用 TLS 连接' },
      now: {
        en:
          'Since 1.3 the engine listens on 2376 with TLS. `DOCKER_TLS_VERIFY` and `DOCKER_CERT_PATH` stay set, and ' +
          'the certificate must name 127.0.0.1.',
        'zh-cn':
          '从 1.3 起引擎监听 2376 并使用 TLS。`DOCKER_TLS_VERIFY` 和 `DOCKER_CERT_PATH` 保持不变，证书里必须有 127.0.0.1。',
      },
      basis: proven([guide.forwardEngine, guide.dockerAnswers], from.boot2docker13),
      executable: true,
    },
    {
      id: '7',
      said: {
        en: 'A second forward, for Rails, from the same port 2375',
        'zh-cn': '为 Rails 再加一条转发，仍然用 2375 端口',
      },
      now: {
        en:
          'A port can be forwarded to one place only. The second rule is refused. Each service gets its own: ' +
          '`rails,tcp,127.0.0.1,3000,,3000`.',
        'zh-cn': '一个端口只能转发到一处，第二条规则会被拒绝。每个服务用自己的端口：`rails,tcp,127.0.0.1,3000,,3000`。',
      },
      basis: proven([guide.forwardWeb]),
      executable: true,
    },
    {
      id: '8',
      said: { en: 'Stop the VM, add the forward, start it again', 'zh-cn': '先停虚拟机，加转发，再启动' },
      now: {
        en:
          'Not needed. A forward can be added while the VM runs: here with `forward add`, in VirtualBox with ' +
          '`VBoxManage controlvm … natpf1`.',
        'zh-cn':
          '没有必要。虚拟机运行时就能加转发：这里用 `forward add`，VirtualBox 用 `VBoxManage controlvm … natpf1`。',
      },
      basis: proven([guide.forwardEngine, guide.forwardWeb]),
      executable: false,
    },
    {
      id: '9',
      said: { en: '`-P` provisions “the port” of a container', 'zh-cn': '`-P` 会分配容器的“那个端口”' },
      now: {
        en: '`-P` publishes each port that the image declares with `EXPOSE`, and no other.',
        'zh-cn': '`-P` 只映射镜像用 `EXPOSE` 声明的端口，不映射其他端口。',
      },
      basis: proven([guide.anyPort, guide.readPort]),
      executable: true,
    },
    {
      id: '10a',
      said: { en: '“seemless”', 'zh-cn': '“seemless”' },
      now: { en: 'The word is “seamless”.', 'zh-cn': '应为 seamless（无缝）。' },
      basis: slip,
      executable: false,
    },
    {
      id: '10b',
      said: {
        en: 'A heading asks what “Almost” means, and the text explains another word',
        'zh-cn': '标题问“Almost”是什么意思，正文解释的却是另一个词',
      },
      now: {
        en: 'The promise was an “almost transparent” installation. What is not transparent: ports, folders and routes.',
        'zh-cn': '原文许诺的是“几乎透明”的安装。不透明的地方是端口、目录和路由。',
      },
      basis: slip,
      executable: false,
    },
    {
      id: '10c',
      said: { en: 'A “both” with no second part', 'zh-cn': '有“both”却没有第二项' },
      now: {
        en: 'The two parts are one image and, two paragraphs later, one script that builds it.',
        'zh-cn': '两项是：一个镜像，以及两段之后才提到的构建它的脚本。',
      },
      basis: slip,
      executable: false,
    },
    {
      id: '11a',
      said: {
        en: 'Docker does not run natively on a Mac, so install boot2docker',
        'zh-cn': 'Docker 不能在 Mac 上原生运行，所以要装 boot2docker',
      },
      now: {
        en:
          'The first half is still true: Linux containers need a Linux kernel, so a Mac needs a VM. The second is ' +
          'not: boot2docker is deprecated.',
        'zh-cn': '前半句仍成立：Linux 容器需要 Linux 内核，也就需要虚拟机。后半句不成立：boot2docker 已弃用。',
      },
      basis: proven([guide.noEngine, guide.clientAndServer], from.boot2dockerReadme),
      executable: false,
    },
    {
      id: '11b',
      said: {
        en: 'Links to docs.docker.com/installation and registry.hub.docker.com',
        'zh-cn': '指向 docs.docker.com/installation 和 registry.hub.docker.com 的链接',
      },
      now: {
        en: 'Those addresses are gone. The documentation is at docs.docker.com, the images are at hub.docker.com.',
        'zh-cn': '这些地址已经失效。文档在 docs.docker.com，镜像在 hub.docker.com。',
      },
      basis: sourced(from.dockerDocs, from.dockerHub),
      executable: false,
    },
    {
      id: '11c',
      said: { en: 'Try it with `centos:centos6`', 'zh-cn': '用 `centos:centos6` 试一试' },
      now: {
        en:
          'CentOS Linux has been discontinued, and its image is deprecated. The guides use maintained images with ' +
          'pinned tags.',
        'zh-cn': 'CentOS Linux 已经终止，其镜像也已弃用。本站指南使用有人维护、固定了标签的镜像。',
      },
      basis: proven([guide.echo], from.centos),
      executable: false,
    },
    {
      id: '12',
      said: {
        en: 'The VPN stops the client from reaching a “host-only NAT bridge”',
        'zh-cn': 'VPN 让客户端连不上“仅主机的 NAT 网桥”',
      },
      now: {
        en:
          'The VPN takes over the route to 192.168.59.0/24. Packets are lost in the tunnel, so Docker hangs. A ' +
          'forward on 127.0.0.1 is the right fix, with TLS.',
        'zh-cn':
          'VPN 接管了通往 192.168.59.0/24 的路由。数据包在隧道中丢失，所以 Docker 卡住。用 127.0.0.1 上的转发是对的，但要保留 TLS。',
      },
      basis: proven([guide.vpn, guide.dockerHangs, guide.forwardEngine], from.boot2dockerReadme),
      executable: true,
    },
    {
      id: '13',
      said: { en: '`boot2docker ip 2> /dev/null`', 'zh-cn': '`boot2docker ip 2> /dev/null`' },
      now: {
        en:
          'Not needed since 1.3.3, which prints only the address. It hides the only sign of failure, because the old ' +
          '`ip` exited with 0 even then.',
        'zh-cn': '1.3.3 起只打印地址，不再需要它。它还掩盖了唯一的失败迹象，因为旧的 `ip` 失败时退出码也是 0。',
      },
      basis: proven([guide.address], from.boot2dockerCli),
      executable: false,
    },
  ],
}
