import type { Diagram } from './diagram.ts'

/** The states of a container, and the commands that lead from one to the next. */
export const containerLife: Diagram = {
  title: { en: 'The life of a container', 'zh-cn': '容器的一生' },
  description: {
    en:
      'docker create makes a container: created. docker start lets it run: running. docker run does both. docker ' +
      'pause freezes it: paused; docker unpause lets it go on. When its first process ends, or by docker stop or ' +
      'docker kill, it is exited; docker start and docker restart let it run again. docker rm removes a container ' +
      'that is created or exited; docker rm -f removes it in any state.',
    'zh-cn':
      'docker create 创建容器：已创建（created）。docker start 让它运行：运行中（running）。docker run 一次做完这两件事。docker pause 冻结它：' +
      '已暂停（paused）；docker unpause 让它继续。第一个进程结束时，或执行 docker stop、docker kill 之后，容器为已退出（exited）；docker start 和 ' +
      'docker restart 让它再次运行。docker rm 删除已创建或已退出的容器；docker rm -f 可以删除任何状态的容器。',
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

/** Three places where a container's data can lie, and how long each lasts. */
export const whereDataLives: Diagram = {
  title: { en: 'Where a container’s data lives', 'zh-cn': '容器的数据在哪里' },
  description: {
    en:
      'All of it is on the engine’s computer. The container’s own layer lies on the image’s layers and goes with ' +
      'the container. A volume lies in the engine’s folder and stays until it is removed. A bind mount is any ' +
      'folder of the engine’s computer.',
    'zh-cn':
      '一切都在引擎所在的电脑上。容器自己的层叠在镜像的层之上，随容器一起消失。卷在引擎的文件夹里，直到被删除为止。绑定挂载是引擎所在电脑上的任意文件夹。',
  },
  source: {
    en: `graph LR
  subgraph computer["The engine’s computer"]
    subgraph container["Container"]
      own["/, its own layer"]
      notes["/notes"]
      pages["/pages"]
    end
    image[("image layers, never changed")]
    volume[("volume notes, kept by the engine")]
    folder["folder /home/docker/pages"]
  end
  own -- "lies on" --> image
  notes -- "-v notes:/notes" --> volume
  pages -- "-v /home/docker/pages:/pages" --> folder`,
    'zh-cn': `graph LR
  subgraph computer["引擎所在的电脑"]
    subgraph container["容器"]
      own["/，它自己的层"]
      notes["/notes"]
      pages["/pages"]
    end
    image[("镜像的层，从不改变")]
    volume[("卷 notes，由引擎保管")]
    folder["文件夹 /home/docker/pages"]
  end
  own -- "叠在上面" --> image
  notes -- "-v notes:/notes" --> volume
  pages -- "-v /home/docker/pages:/pages" --> folder`,
  },
}

/** Names on a user network, and none on the default one. */
export const userNetwork: Diagram = {
  title: { en: 'Names on a network of your own', 'zh-cn': '自己的网络上的名字' },
  description: {
    en:
      'On the network backstage, the container visitor asks the engine’s name server at 127.0.0.11 for “server”, ' +
      'gets its address and connects. On the default network bridge, the container stranger asks for “web” and ' +
      'gets no answer, although web is on the same network.',
    'zh-cn':
      '在 backstage 网络上，容器 visitor 向引擎的名称服务器 127.0.0.11 查询“server”，得到地址后建立连接。在默认网络 bridge 上，容器 stranger ' +
      '查询“web”却得不到结果，尽管 web 就在同一个网络上。',
  },
  source: {
    en: `graph LR
  subgraph backstage["backstage, your own network"]
    visitor["visitor"]
    names["names: 127.0.0.11"]
    server["server"]
  end
  subgraph bridge["bridge, the default network"]
    stranger["stranger"]
    nobody["nobody answers"]
    web["web"]
  end
  visitor -. "server?" .-> names
  visitor --> server
  stranger -. "web?" .-> nobody`,
    'zh-cn': `graph LR
  subgraph backstage["backstage，自己的网络"]
    visitor["visitor"]
    names["名称服务：127.0.0.11"]
    server["server"]
  end
  subgraph bridge["bridge，默认网络"]
    stranger["stranger"]
    nobody["无人回答"]
    web["web"]
  end
  visitor -. "server？" .-> names
  visitor --> server
  stranger -. "web？" .-> nobody`,
  },
}
