import type { Diagram } from './diagram.ts'

/** Who talks to whom: the client here, the engine in the machine. */
export const clientAndEngine: Diagram = {
  title: { en: 'Client, machine and engine', 'zh-cn': '客户端、虚拟机与引擎' },
  description: {
    en:
      'On your computer, the docker client. In the virtual machine boot2docker-vm, the engine dockerd and its ' +
      'containers. The client talks to the engine over TLS at 192.168.59.103, port 2376.',
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

/** The two network cards of the machine. */
export const twoCards: Diagram = {
  title: { en: 'The machine’s two network cards', 'zh-cn': '虚拟机的两块网卡' },
  description: {
    en:
      'The first card, eth0, uses NAT: the machine reaches the world through it, and 127.0.0.1 on your computer ' +
      'leads in only where a forward is set up. The second card, eth1, is a private network: your computer is ' +
      '192.168.59.3 there, and the machine is 192.168.59.103.',
    'zh-cn':
      '第一块网卡 eth0 使用 NAT：虚拟机经它访问外界；只有设置了转发，你电脑上的 127.0.0.1 才能通向它。第二块网卡 eth1 是专用网络：你的电脑是 192.168.59.3，虚拟机是 ' +
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
  eth0 --> world["the world"]`,
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
  eth0 --> world["外界"]`,
  },
}

/** What the VPN takes, and what it cannot take. */
export const vpnRoute: Diagram = {
  title: { en: 'The route that the VPN takes', 'zh-cn': 'VPN 抢走的路由' },
  description: {
    en:
      'With the VPN connected, packets for 192.168.59.103 leave through the tunnel utun0 and are lost. Packets ' +
      'for 127.0.0.1 never leave your computer; a forward leads them to the engine through the first network ' +
      'card.',
    'zh-cn':
      'VPN 连接后，发往 192.168.59.103 的数据包进入隧道 utun0 并丢失。发往 127.0.0.1 的数据包不离开你的电脑；转发经第一块网卡把它们送到引擎。',
  },
  source: {
    en: `graph LR
  client["docker, the client"]
  client -- "192.168.59.103" --> tunnel["utun0, the VPN"]
  tunnel -. "lost" .-> office["the company network"]
  client -- "127.0.0.1:2376" --> eth0["eth0: forward"]
  eth0 --> engine["dockerd in the machine"]`,
    'zh-cn': `graph LR
  client["docker 客户端"]
  client -- "192.168.59.103" --> tunnel["utun0：VPN"]
  tunnel -. "丢失" .-> office["公司网络"]
  client -- "127.0.0.1:2376" --> eth0["eth0：转发"]
  eth0 --> engine["虚拟机里的 dockerd"]`,
  },
}
