import type { Diagram } from './diagram.ts'

/** A nested VM, as in 2016. */
export const then: Diagram = {
  title: { en: 'In 2016: a nested VM', 'zh-cn': '2016 年：嵌套虚拟机' },
  description: {
    en:
      'In 2016, VMware Fusion ran Windows Server 2016 as a preview. Inside it, Hyper-V ran a second Windows, and the ' +
      'Docker daemon ran only in that one, on port 2375 without TLS. The client on the Mac connected to it directly.',
    'zh-cn':
      '2016 年，VMware Fusion 运行预览版的 Windows Server 2016；其中的 Hyper-V 又运行第二个 Windows，Docker 守护进程只在这第二个里面运行，监听没有 TLS 的 ' +
      '2375 端口。Mac 上的客户端直接与它通信。',
  },
  source: {
    en: `graph LR
  subgraph mac["Your Mac"]
    client["docker, the client"]
  end
  subgraph outer["Windows Server 2016"]
    subgraph inner["Hyper-V"]
      engine["docker daemon in a second Windows"]
    end
  end
  client -- "port 2375, open to all" --> engine`,
    'zh-cn': `graph LR
  subgraph mac["你的 Mac"]
    client["docker 客户端"]
  end
  subgraph outer["Windows Server 2016"]
    subgraph inner["Hyper-V"]
      engine["第二个 Windows 里的 docker 守护进程"]
    end
  end
  client -- "2375 端口，对所有人开放" --> engine`,
  },
}

/** One VM, and a firewall rule for one network. */
export const now: Diagram = {
  title: { en: 'Now: one VM, and TLS', 'zh-cn': '现在：一台虚拟机，加上 TLS' },
  description: {
    en:
      'VMware Fusion runs one Windows Server 2025. The engine dockerd is a service in it, and containers are groups ' +
      'of processes next to it. The Mac reaches it over SSH on port 22 and over TLS on port 2376. The firewall ' +
      'allows only the network that Fusion shares with the Mac. NAT gives access to Microsoft’s registry.',
    'zh-cn':
      'VMware Fusion 只运行一台 Windows Server 2025。引擎 dockerd 是其中的一个服务，容器是它旁边的进程组。Mac 经 22 端口的 SSH 和 2376 端口的 TLS 访问它。' +
      '防火墙只放行 Fusion 与 Mac 共享的网络。经 NAT 可以访问微软的镜像仓库。',
  },
  source: {
    en: `graph LR
  subgraph mac["Your Mac"]
    client["docker, the client"]
    ssh["ssh"]
  end
  subgraph vm["Windows Server 2025"]
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
  subgraph vm["Windows Server 2025"]
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

/** Where a container's processes run. */
export const isolations: Diagram = {
  title: { en: 'Process isolation and Hyper-V isolation', 'zh-cn': '进程隔离与 Hyper-V 隔离' },
  description: {
    en:
      'With process isolation, a container’s processes run on the kernel of the Windows VM. With Hyper-V isolation, ' +
      'each container gets a small virtual machine with a kernel of its own, which requires nested virtualization ' +
      'in the VM.',
    'zh-cn':
      '进程隔离时，容器的进程直接运行在 Windows 虚拟机的内核上。Hyper-V 隔离时，每个容器都有一台带独立内核的小虚拟机，这要求虚拟机启用嵌套虚拟化。',
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

/** What the reader sees when everything works. */
export const success: Diagram = {
  title: { en: 'What success looks like', 'zh-cn': '成功时的样子' },
  description: {
    en:
      'Three commands in the terminal of the Mac. docker context show prints windows. docker version names darwin ' +
      'for the client and windows/amd64 for the server. docker run with cmd ends in a prompt of Windows, C:\\.',
    'zh-cn':
      'Mac 的终端里有三条命令。docker context show 打印 windows。docker version 中客户端是 darwin，服务器是 windows/amd64。带 cmd 的 ' +
      'docker run 最后显示 Windows 的提示符 C:\\。',
  },
  source: {
    en: `graph LR
  show["docker context show"] --> windows["prints windows"]
  version["docker version"] --> both["darwin, windows"]
  run["docker run -it … cmd"] --> prompt["Windows prompt"]`,
    'zh-cn': `graph LR
  show["docker context show"] --> windows["打印 windows"]
  version["docker version"] --> both["darwin、windows"]
  run["docker run -it … cmd"] --> prompt["Windows 的提示符"]`,
  },
}
