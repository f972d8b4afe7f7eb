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
  mac["Your computer"]
  container["Container"]
  nowhere["unreachable"]
  mac -- "published port" --> container
  mac -- "shared folder" --> container
  container -- "host.docker.internal" --> mac
  mac -. "172.17.0.2" .-> nowhere`,
    'zh-cn': `graph LR
  mac["你的电脑"]
  container["容器"]
  nowhere["无法访问"]
  mac -- "映射的端口" --> container
  mac -- "共享的目录" --> container
  container -- "host.docker.internal" --> mac
  mac -. "172.17.0.2" .-> nowhere`,
  },
}
