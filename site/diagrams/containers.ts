import type { Diagram } from './diagram.ts'

/** The states of a container, and the commands that lead from one to the next. */
export const containerLife: Diagram = {
  title: { en: 'The states of a container', 'zh-cn': '容器的状态' },
  description: {
    en:
      'docker create creates a container: created. docker start starts it: running. docker run does both. docker ' +
      'pause suspends it: paused; docker unpause resumes it. When its first process ends, or after docker stop or ' +
      'docker kill, it is exited; docker start and docker restart start it again. docker rm removes a container that ' +
      'is created or exited; docker rm -f removes it in any state.',
    'zh-cn':
      'docker create 创建容器：已创建（created）。docker start 让它运行：运行中（running）。docker run 同时做这两件事。docker pause 挂起它：已暂停（paused）' +
      '；docker unpause 让它继续。第一个进程结束时，或执行 docker stop、docker kill 之后，容器为已退出（exited）；docker start 和 docker restart ' +
      '让它再次运行。docker rm 删除已创建或已退出的容器；docker rm -f 可以删除任何状态的容器。',
  },
  source: {
    en: `graph TD
  image[("image")]
  created["created"]
  running["running"]
  paused["paused"]
  exited["exited"]
  removed(["removed"])
  image -- "create" --> created
  image -- "run" --> running
  created -- "start" --> running
  running -- "pause" --> paused
  paused -- "unpause" --> running
  running -- "stop" --> exited
  exited -- "start" --> running
  exited -- "rm" --> removed`,
    'zh-cn': `graph TD
  image[("镜像")]
  created["已创建"]
  running["运行中"]
  paused["已暂停"]
  exited["已退出"]
  removed(["已删除"])
  image -- "create" --> created
  image -- "run" --> running
  created -- "start" --> running
  running -- "pause" --> paused
  paused -- "unpause" --> running
  running -- "stop" --> exited
  exited -- "start" --> running
  exited -- "rm" --> removed`,
  },
}

/** Three places where a container's data can be stored, and how long each lasts. */
export const whereDataLives: Diagram = {
  title: { en: 'Where a container’s data is stored', 'zh-cn': '容器的数据在哪里' },
  description: {
    en:
      'All of it is on the Docker host. The container’s writable layer is on top of the image’s layers and is ' +
      'removed with the container. A volume is in the engine’s folder and stays until it is removed. A bind mount is ' +
      'any folder of the Docker host.',
    'zh-cn':
      '一切都在宿主机上。容器的可写层叠在镜像的层之上，随容器一起删除。卷在引擎的目录里，直到被删除为止。绑定挂载是宿主机上的任意目录。',
  },
  source: {
    en: `graph LR
  subgraph computer["Docker host"]
    subgraph container["Container"]
      own["/, its writable layer"]
      notes["/notes"]
      pages["/pages"]
    end
    image[("image layers, never changed")]
    volume[("volume notes, managed by the engine")]
    folder["folder /home/docker/pages"]
  end
  own -- "on top of" --> image
  notes -- "-v notes:/notes" --> volume
  pages -- "-v /home/docker/pages:/pages" --> folder`,
    'zh-cn': `graph LR
  subgraph computer["宿主机"]
    subgraph container["容器"]
      own["/，它的可写层"]
      notes["/notes"]
      pages["/pages"]
    end
    image[("镜像的层，从不改变")]
    volume[("卷 notes，由引擎管理")]
    folder["目录 /home/docker/pages"]
  end
  own -- "叠在上面" --> image
  notes -- "-v notes:/notes" --> volume
  pages -- "-v /home/docker/pages:/pages" --> folder`,
  },
}

/** Name resolution on a user-defined network, and none on the default one. */
export const userNetwork: Diagram = {
  title: { en: 'Names on a user-defined network', 'zh-cn': '自定义网络上的名字' },
  description: {
    en:
      'On the network backstage, the container visitor queries the engine’s DNS server at 127.0.0.11 for “server”, ' +
      'gets its address and connects. On the default network bridge, the container stranger queries “web” and gets ' +
      'no result, although web is on the same network.',
    'zh-cn':
      '在 backstage 网络上，容器 visitor 向引擎的 DNS 服务器 127.0.0.11 查询“server”，得到地址后建立连接。在默认网络 bridge 上，容器 stranger ' +
      '查询“web”却得不到结果，尽管 web 就在同一个网络上。',
  },
  source: {
    en: `graph LR
  subgraph backstage["backstage, a user-defined network"]
    visitor["visitor"]
    names["DNS: 127.0.0.11"]
    server["server"]
  end
  subgraph bridge["bridge, the default network"]
    stranger["stranger"]
    nobody["no result"]
    web["web"]
  end
  visitor -. "server?" .-> names
  visitor --> server
  stranger -. "web?" .-> nobody`,
    'zh-cn': `graph LR
  subgraph backstage["backstage，自定义网络"]
    visitor["visitor"]
    names["DNS：127.0.0.11"]
    server["server"]
  end
  subgraph bridge["bridge，默认网络"]
    stranger["stranger"]
    nobody["没有结果"]
    web["web"]
  end
  visitor -. "server？" .-> names
  visitor --> server
  stranger -. "web？" .-> nobody`,
  },
}
