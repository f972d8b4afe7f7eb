import type { Diagram } from './diagram.ts'

/** A machine in a machine, as in 2016. */
export const then: Diagram = {
  title: { en: 'Then: a machine inside a machine', 'zh-cn': '当年：虚拟机里再套虚拟机' },
  description: {
    en:
      'In 2016, VMware Fusion ran Windows Server 2016 as a preview. Inside it, Hyper-V ran a second Windows, and ' +
      'only in that one ran the Docker daemon, on port 2375 without TLS. The client on the Mac talked to it ' +
      'directly.',
    'zh-cn':
      '2016 年，VMware Fusion 运行预览版的 Windows Server 2016；其中的 Hyper-V 又运行第二个 Windows，Docker 守护进程只在这第二个里面运行，监听没有 ' +
      'TLS 的 2375 端口。Mac 上的客户端直接与它通信。',
  },
  source: {
    en: `graph LR
  subgraph mac["Your Mac"]
    client["docker, the client"]
  end
  subgraph outer["Windows Server 2016 TP4, in Fusion"]
    subgraph inner["a second Windows, in Hyper-V"]
      engine["docker daemon"]
    end
  end
  client -- "port 2375, open to all" --> engine`,
    'zh-cn': `graph LR
  subgraph mac["你的 Mac"]
    client["docker 客户端"]
  end
  subgraph outer["Fusion 里的 Windows Server 2016 TP4"]
    subgraph inner["Hyper-V 里的第二个 Windows"]
      engine["docker 守护进程"]
    end
  end
  client -- "2375 端口，对谁都开放" --> engine`,
  },
}

/** One machine, and a firewall that knows who may come. */
export const now: Diagram = {
  title: { en: 'Now: one machine, and TLS', 'zh-cn': '现在：一台虚拟机，加上 TLS' },
  description: {
    en:
      'VMware Fusion runs one Windows Server 2025. The engine dockerd is a service in it, and containers are ' +
      'groups of processes beside it. The Mac reaches it over SSH on port 22 and over TLS on port 2376. The ' +
      'firewall lets in only the network that Fusion shares with the Mac. NAT leads out to Microsoft’s registry.',
    'zh-cn':
      'VMware Fusion 只运行一台 Windows Server 2025。引擎 dockerd 是其中的一个服务，容器是它旁边的进程组。Mac 经 22 端口的 SSH 和 2376 端口的 TLS ' +
      '访问它。防火墙只放行 Fusion 与 Mac 共享的网络。NAT 通向微软的镜像仓库。',
  },
  source: {
    en: `graph LR
  subgraph mac["Your Mac"]
    client["docker, the client"]
    ssh["ssh"]
  end
  subgraph vm["Windows Server 2025, in Fusion"]
    engine["dockerd, a service"]
    job["container"]
    sshd["sshd"]
  end
  client -- "TLS, port 2376" --> engine
  ssh -- "port 22" --> sshd
  engine --> job
  engine -- "NAT" --> registry["mcr.microsoft.com"]`,
    'zh-cn': `graph LR
  subgraph mac["你的 Mac"]
    client["docker 客户端"]
    ssh["ssh"]
  end
  subgraph vm["Fusion 里的 Windows Server 2025"]
    engine["dockerd 服务"]
    job["容器"]
    sshd["sshd"]
  end
  client -- "TLS，2376 端口" --> engine
  ssh -- "22 端口" --> sshd
  engine --> job
  engine -- "NAT" --> registry["mcr.microsoft.com"]`,
  },
}

/** Where a container's processes live. */
export const isolations: Diagram = {
  title: { en: 'Process isolation and Hyper-V isolation', 'zh-cn': '进程隔离与 Hyper-V 隔离' },
  description: {
    en:
      'With process isolation, a container’s processes run on the kernel of the Windows machine. With Hyper-V ' +
      'isolation, each container gets a small virtual machine with a kernel of its own, for which the processor ' +
      'must offer virtualization inside the machine.',
    'zh-cn':
      '进程隔离时，容器的进程直接运行在 Windows 虚拟机的内核上。Hyper-V 隔离时，每个容器都有一台带独立内核的小虚拟机，这要求处理器能在虚拟机内部再提供虚拟化。',
  },
  source: {
    en: `graph TD
  kernel["the kernel of Windows Server"]
  process["container, process isolation"] --> kernel
  boxed["container, Hyper-V isolation"] --> own["a kernel of its own"]
  own --> hyper["Hyper-V"]
  hyper --> kernel`,
    'zh-cn': `graph TD
  kernel["Windows Server 的内核"]
  process["容器：进程隔离"] --> kernel
  boxed["容器：Hyper-V 隔离"] --> own["独立的内核"]
  own --> hyper["Hyper-V"]
  hyper --> kernel`,
  },
}
