import type { Diagram } from './diagram.ts'

/** The client on the Mac, the engine in the VM. */
export const clientAndEngine: Diagram = {
  title: { en: 'Client, VM and engine', 'zh-cn': '客户端、虚拟机与引擎' },
  description: {
    en:
      'On your computer, the docker client. In the virtual machine boot2docker-vm, the engine dockerd and its ' +
      'containers. The client connects to the engine over TLS at 192.168.59.103, port 2376.',
    'zh-cn':
      '你的电脑上是 docker 客户端；虚拟机 boot2docker-vm 里是引擎 dockerd 和它的容器。客户端通过 TLS 与 192.168.59.103 端口 2376 上的引擎通信。',
  },
  source: {
    en: `graph LR
  subgraph mac["Your computer"]
    client["docker, the client"]
  end
  subgraph vm["boot2docker-vm (Linux)"]
    engine["dockerd, the engine"]
    web["container"]
    job["container"]
  end
  client -- "TLS, port 2376" --> engine
  engine --> web
  engine --> job`,
    'zh-cn': `graph LR
  subgraph mac["你的电脑"]
    client["docker 客户端"]
  end
  subgraph vm["boot2docker-vm（Linux）"]
    engine["引擎 dockerd"]
    web["容器"]
    job["容器"]
  end
  client -- "TLS，端口 2376" --> engine
  engine --> web
  engine --> job`,
  },
}

/** The two network cards of the VM. */
export const twoCards: Diagram = {
  title: { en: 'The VM’s two network cards', 'zh-cn': '虚拟机的两块网卡' },
  description: {
    en:
      'The first card, eth0, uses NAT: the VM reaches the internet through it, and 127.0.0.1 on your computer leads ' +
      'to the VM only where a forward is set up. The second card, eth1, is on a private network: your computer is ' +
      '192.168.59.3 there, and the VM is 192.168.59.103.',
    'zh-cn':
      '第一块网卡 eth0 使用 NAT：虚拟机经它访问互联网；只有设置了转发，才能从你电脑上的 127.0.0.1 访问虚拟机。第二块网卡 eth1 接在专用网络上：你的电脑是 192.168.59.3，虚拟机是 ' +
      '192.168.59.103。',
  },
  source: {
    en: `graph LR
  subgraph mac["Your computer"]
    local["127.0.0.1"]
    own["192.168.59.3"]
  end
  subgraph vm["boot2docker-vm"]
    eth0["eth0: NAT"]
    eth1["eth1: 192.168.59.103"]
  end
  local -. "forwards only" .-> eth0
  own -- "host-only" --> eth1
  eth0 --> world["internet"]`,
    'zh-cn': `graph LR
  subgraph mac["你的电脑"]
    local["127.0.0.1"]
    own["192.168.59.3"]
  end
  subgraph vm["boot2docker-vm"]
    eth0["eth0：NAT"]
    eth1["eth1：192.168.59.103"]
  end
  local -. "仅限转发" .-> eth0
  own -- "仅主机网络" --> eth1
  eth0 --> world["互联网"]`,
  },
}

/** The route that a VPN takes over, and the one that it cannot. */
export const vpnRoute: Diagram = {
  title: { en: 'The route that the VPN takes over', 'zh-cn': 'VPN 接管的路由' },
  description: {
    en:
      'With the VPN connected, packets for 192.168.59.103 leave through the tunnel utun0 and are lost. Packets for ' +
      '127.0.0.1 never leave your computer; a forward sends them to the engine through the first network card.',
    'zh-cn':
      'VPN 连接后，发往 192.168.59.103 的数据包进入隧道 utun0 并丢失。发往 127.0.0.1 的数据包不离开你的电脑；转发经第一块网卡把它们送到引擎。',
  },
  source: {
    en: `graph LR
  client["docker, the client"]
  client -- "192.168.59.103" --> tunnel["utun0, the VPN"]
  tunnel -. "lost" .-> office["the company network"]
  client -- "127.0.0.1:2376" --> eth0["eth0: forward"]
  eth0 --> engine["dockerd in the VM"]`,
    'zh-cn': `graph LR
  client["docker 客户端"]
  client -- "192.168.59.103" --> tunnel["utun0：VPN"]
  tunnel -. "丢失" .-> office["公司网络"]
  client -- "127.0.0.1:2376" --> eth0["eth0：转发"]
  eth0 --> engine["虚拟机里的 dockerd"]`,
  },
}

/** On Linux, no VM is between client and engine. */
export const onLinux: Diagram = {
  title: { en: 'The same on Linux: no VM', 'zh-cn': '在 Linux 上：没有虚拟机' },
  description: {
    en:
      'On one Linux computer: the docker client connects to the engine dockerd through the socket ' +
      '/var/run/docker.sock. The containers of the engine and the client use the same kernel.',
    'zh-cn':
      '同一台 Linux 电脑上：docker 客户端通过套接字 /var/run/docker.sock 连接引擎 dockerd。引擎的容器和客户端使用同一个内核。',
  },
  source: {
    en: `graph LR
  subgraph linux["A Linux computer"]
    client["docker, the client"]
    engine["dockerd, the engine"]
    web["container"]
    kernel["its own kernel"]
  end
  client -- "docker.sock" --> engine
  engine --> web
  web --> kernel`,
    'zh-cn': `graph LR
  subgraph linux["一台 Linux 电脑"]
    client["docker 客户端"]
    engine["引擎 dockerd"]
    web["容器"]
    kernel["它自己的内核"]
  end
  client -- "docker.sock" --> engine
  engine --> web
  web --> kernel`,
  },
}

/** Every file and program of the original, as its installer left them. */
export const parts: Diagram = {
  title: { en: 'The parts of the original boot2docker', 'zh-cn': '原版 boot2docker 的组成部分' },
  description: {
    en:
      'The app Boot2Docker opens a terminal. In it, the command boot2docker controls VirtualBox through VBoxManage. ' +
      'VirtualBox runs the virtual machine boot2docker-vm, which boots Tiny Core Linux from boot2docker.iso as from ' +
      'a CD, and keeps its data on the disk boot2docker-vm.vmdk. The engine in the VM listens on a Unix socket ' +
      'inside the VM and on TCP port 2376; the docker client on the Mac uses that port, with certificates from ' +
      '~/.boot2docker/certs.',
    'zh-cn':
      '应用 Boot2Docker 打开一个终端。终端里的 boot2docker 命令通过 VBoxManage 控制 VirtualBox。VirtualBox 运行虚拟机 ' +
      'boot2docker-vm：它像从光盘那样，从 boot2docker.iso 启动 Tiny Core Linux，数据保存在磁盘 boot2docker-vm.vmdk 上。虚拟机里的' +
      '引擎监听虚拟机内部的 Unix 套接字和 TCP 端口 2376；Mac 上的 docker 客户端使用这个端口，证书在 ~/.boot2docker/certs。',
  },
  source: {
    en: `graph TD
  app["Boot2Docker.app"] -- "opens a terminal" --> cli["boot2docker"]
  cli -- "VBoxManage" --> vbox["VirtualBox"]
  subgraph vm["boot2docker-vm"]
    linux["Tiny Core Linux, from boot2docker.iso"] --> engine["the engine"]
    engine --> disk["boot2docker-vm.vmdk"]
  end
  vbox --> linux
  client["docker, with ~/.boot2docker/certs"] -- "TCP 2376" --> engine`,
    'zh-cn': `graph TD
  app["Boot2Docker.app"] -- "打开终端" --> cli["boot2docker"]
  cli -- "VBoxManage" --> vbox["VirtualBox"]
  subgraph vm["boot2docker-vm"]
    linux["Tiny Core Linux，来自 boot2docker.iso"] --> engine["引擎"]
    engine --> disk["boot2docker-vm.vmdk"]
  end
  vbox --> linux
  client["docker，用 ~/.boot2docker/certs"] -- "TCP 2376" --> engine`,
  },
}
