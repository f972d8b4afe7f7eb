import type { Diagram } from './diagram.ts'

/** What a Docker product for the Mac consists of. */
export const hiddenMachine: Diagram = {
  title: { en: 'What the product hides', 'zh-cn': '产品所隐藏的虚拟机' },
  description: {
    en:
      'On the Mac: the docker client, which reads its context, and the product’s backend, which owns the socket. In ' +
      'the hidden Linux VM: one kernel, the engine dockerd, and containers of Debian and of busybox on that same ' +
      'kernel.',
    'zh-cn':
      'Mac 上有读取上下文的 docker 客户端，以及拥有套接字的产品后台程序。隐藏的 Linux 虚拟机里有一个内核、引擎 dockerd，以及在同一个内核上运行的 Debian 容器和 busybox 容器。',
  },
  source: {
    en: `graph LR
  subgraph mac["Your Mac (Darwin)"]
    client["docker, the client"]
    backend["the product's backend"]
  end
  subgraph vm["Hidden VM (Linux)"]
    engine["dockerd, the engine"]
    debian["container: Debian"]
    busybox["container: busybox"]
    kernel["one Linux kernel"]
  end
  client -- "socket of the context" --> backend
  backend --> engine
  engine --> debian
  engine --> busybox
  debian --> kernel
  busybox --> kernel`,
    'zh-cn': `graph LR
  subgraph mac["你的 Mac（Darwin）"]
    client["docker 客户端"]
    backend["产品的后台程序"]
  end
  subgraph vm["隐藏的虚拟机（Linux）"]
    engine["引擎 dockerd"]
    debian["容器：Debian"]
    busybox["容器：busybox"]
    kernel["同一个 Linux 内核"]
  end
  client -- "上下文的套接字" --> backend
  backend --> engine
  engine --> debian
  engine --> busybox
  debian --> kernel
  busybox --> kernel`,
  },
}

/** The connections between the Mac and a container. */
export const paths: Diagram = {
  title: { en: 'Connections between your computer and a container', 'zh-cn': '你的电脑与容器之间的连接' },
  description: {
    en:
      'From your computer, a published port and a shared folder give access to the container. From the container, ' +
      'the name host.docker.internal gives access to your computer. The container’s own address is unreachable from ' +
      'your computer.',
    'zh-cn':
      '从你的电脑，可以通过映射的端口和共享的目录访问容器；从容器，可以用主机名 host.docker.internal 访问你的电脑；从你的电脑无法访问容器自己的地址。',
  },
  source: {
    en: `graph LR
  mac["Your computer"] -- "port, shared folder" --> container["Container"]
  container -- "host.docker.internal" --> again["Your computer"]
  mac -. "172.17.0.2" .-> nowhere["unreachable"]`,
    'zh-cn': `graph LR
  mac["你的电脑"] -- "端口、目录" --> container["虚拟机里的容器"]
  container -- "host.docker.internal" --> again["你的电脑"]
  mac -. "172.17.0.2" .-> nowhere["无法访问"]`,
  },
}

/** The installation of the beta in March 2016, picture by picture. */
export const installThen: Diagram = {
  title: { en: 'An installation in March 2016', 'zh-cn': '2016 年 3 月的安装过程' },
  description: {
    en:
      'Register at beta.docker.com and wait. An e-mail brings a link and a token. Download Docker.dmg and drag ' +
      'Docker beta to Applications. Start it, enter the token, and enter your password for a network helper. A ' +
      'whale appears in the menu bar.',
    'zh-cn':
      '在 beta.docker.com 注册并等待。邮件带来一个链接和一个令牌。下载 Docker.dmg，把 Docker beta 拖到“应用程序”。启动它，输入令牌，' +
      '再为网络辅助程序输入密码。菜单栏里出现一条鲸鱼。',
  },
  source: {
    en: `graph LR
  register["register, wait"] --> mail["e-mail with a token"]
  mail --> drag["drag the app"]
  drag --> token["enter the token"]
  token --> helper["password for a helper"]
  helper --> whale["whale in the menu bar"]`,
    'zh-cn': `graph LR
  register["注册，等待"] --> mail["邮件里的令牌"]
  mail --> drag["拖动应用"]
  drag --> token["输入令牌"]
  token --> helper["为辅助程序输入密码"]
  helper --> whale["菜单栏里的鲸鱼"]`,
  },
}

/** The installation of Docker Desktop today. */
export const installNow: Diagram = {
  title: { en: 'An installation today', 'zh-cn': '今天的安装过程' },
  description: {
    en:
      'Download Docker.dmg for Apple silicon or for Intel. Drag Docker to Applications and start it. Accept the ' +
      'agreement. Choose the recommended settings, which need a password, or the advanced ones. Select Finish. A ' +
      'whale appears in the menu bar.',
    'zh-cn':
      '下载适用于 Apple 芯片或 Intel 的 Docker.dmg。把 Docker 拖到“应用程序”并启动。接受协议。选择推荐设置（需要密码）或高级设置。点击 ' +
      'Finish。菜单栏里出现一条鲸鱼。',
  },
  source: {
    en: `graph LR
  dmg["Docker.dmg for your chip"] --> drag["drag the app"]
  drag --> accept["accept the agreement"]
  accept --> settings["choose the settings"]
  settings --> finish["Finish"]
  finish --> whale["whale in the menu bar"]`,
    'zh-cn': `graph LR
  dmg["对应芯片的 Docker.dmg"] --> drag["拖动应用"]
  drag --> accept["接受协议"]
  accept --> settings["选择设置"]
  settings --> finish["Finish"]
  finish --> whale["菜单栏里的鲸鱼"]`,
  },
}

/** What people on a Mac used, one after the other. */
export const history: Diagram = {
  title: { en: 'From boot2docker to Docker Desktop', 'zh-cn': '从 boot2docker 到 Docker Desktop' },
  description: {
    en:
      'boot2docker until August 2015. Docker Toolbox with Docker Machine and VirtualBox from August 2015. The beta ' +
      'of Docker for Mac from March 2016, with no VirtualBox. Docker for Mac from July 2016. Later renamed to ' +
      'Docker Desktop.',
    'zh-cn':
      '2015 年 8 月之前是 boot2docker。2015 年 8 月起是带 Docker Machine 和 VirtualBox 的 Docker Toolbox。2016 年 3 月起是不需要 ' +
      'VirtualBox 的 Docker for Mac 测试版。2016 年 7 月起是 Docker for Mac，后来更名为 Docker Desktop。',
  },
  source: {
    en: `graph LR
  b2d["boot2docker, 2014"] --> toolbox["Toolbox and Machine, August 2015"]
  toolbox --> beta["beta, March 2016"]
  beta --> mac["Docker for Mac, July 2016"]
  mac --> desktop["Docker Desktop"]`,
    'zh-cn': `graph LR
  b2d["boot2docker，2014 年"] --> toolbox["Toolbox 与 Machine，2015 年 8 月"]
  toolbox --> beta["测试版，2016 年 3 月"]
  beta --> mac["Docker for Mac，2016 年 7 月"]
  mac --> desktop["Docker Desktop"]`,
  },
}
