import type { Diagram } from './diagram.ts'

/** What a Docker product for the Mac consists of. */
export const hiddenMachine: Diagram = {
  title: { en: 'What the product hides', 'zh-cn': '产品藏起来的东西' },
  description: {
    en:
      'On the Mac: the docker client, which reads its context, and the product’s backend, which owns the socket. ' +
      'In the hidden Linux machine: one kernel, the engine dockerd, and containers of Debian and of busybox on ' +
      'that same kernel.',
    'zh-cn':
      'Mac 上有读取上下文的 docker 客户端，以及拥有套接字的产品后台程序。藏起来的 Linux 虚拟机里有一个内核、引擎 dockerd，以及在同一个内核上运行的 Debian 容器和 busybox 容器。',
  },
  source: {
    en: `graph LR
  subgraph mac["Your Mac (Darwin)"]
    client["docker, the client"]
    backend["the product's backend"]
  end
  subgraph vm["Hidden machine (Linux)"]
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
  subgraph vm["藏起来的虚拟机（Linux）"]
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

/** The three roads between the Mac and a container. */
export const paths: Diagram = {
  title: { en: 'The roads between your computer and a container', 'zh-cn': '你的电脑与容器之间的路' },
  description: {
    en:
      'From your computer, a published port and a shared folder lead into the container. From the container, the ' +
      'name host.docker.internal leads back to your computer. The container’s own address leads nowhere from your ' +
      'computer.',
    'zh-cn':
      '从你的电脑，发布的端口和共享的文件夹通向容器；从容器，名字 host.docker.internal 通回你的电脑；容器自己的地址从你的电脑哪里也到不了。',
  },
  source: {
    en: `graph LR
  mac["Your computer"]
  container["Container"]
  nowhere["nowhere"]
  mac -- "published port" --> container
  mac -- "shared folder" --> container
  container -- "host.docker.internal" --> mac
  mac -. "172.17.0.2" .-> nowhere`,
    'zh-cn': `graph LR
  mac["你的电脑"]
  container["容器"]
  nowhere["到不了"]
  mac -- "发布的端口" --> container
  mac -- "共享的文件夹" --> container
  container -- "host.docker.internal" --> mac
  mac -. "172.17.0.2" .-> nowhere`,
  },
}
