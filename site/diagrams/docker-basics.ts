import type { Diagram } from './diagram.ts'

/** What an image is made of, and what a container adds to it. */
export const layers: Diagram = {
  title: { en: 'Layers of an image, and a container on top', 'zh-cn': '镜像的各层，以及上面的容器' },
  description: {
    en:
      'The image busybox:1.37 is one layer that is only read. The container workshop puts a thin layer of its own ' +
      'on it, which holds note.txt. Commit turns that thin layer into the second layer of the new image ' +
      'kate/notes:1.0, which shares the first one with busybox:1.37.',
    'zh-cn':
      '镜像 busybox:1.37 是一个只读的层。容器 workshop 在它上面加了自己的一个薄层，note.txt 就在其中。commit 把这个薄层变成新镜像 kate/notes:1.0 的第二层，' +
      '第一层则与 busybox:1.37 共用。',
  },
  source: {
    en: `graph BT
  base["layer of busybox:1.37, read only"]
  thin["the container's own layer: note.txt"]
  made["second layer of kate/notes:1.0, read only"]
  base -- "docker run" --> thin
  thin -- "docker commit" --> made
  base -- "shared" --> made`,
    'zh-cn': `graph BT
  base["busybox:1.37 的层，只读"]
  thin["容器自己的层：note.txt"]
  made["kate/notes:1.0 的第二层，只读"]
  base -- "docker run" --> thin
  thin -- "docker commit" --> made
  base -- "共用" --> made`,
  },
}

/** Who moves the image where. */
export const paths: Diagram = {
  title: { en: 'Tag, push and pull', 'zh-cn': 'tag、push 与 pull' },
  description: {
    en:
      'The client only gives orders and sends the password along. The engine keeps the images: docker tag gives ' +
      'one a second name there. docker push makes the engine send the image to the registry, docker pull makes it ' +
      'fetch the image from there.',
    'zh-cn':
      '客户端只下达命令，并附上密码。镜像存放在引擎里：docker tag 在那里给镜像加上第二个名字。docker push 让引擎把镜像发送到镜像仓库，docker pull 让引擎从那里取回镜像。',
  },
  source: {
    en: `graph TB
  client["docker, the client"]
  subgraph engine["the engine"]
    first["kate/notes:1.0"]
    second["localhost:5000/kate/notes:1.0"]
  end
  registry["registry, port 5000"]
  client -- "orders and password" --> first
  first -- "tag" --> second
  second -- "push" --> registry
  registry -- "pull" --> second`,
    'zh-cn': `graph TB
  client["docker 客户端"]
  subgraph engine["引擎"]
    first["kate/notes:1.0"]
    second["localhost:5000/kate/notes:1.0"]
  end
  registry["镜像仓库，端口 5000"]
  client -- "命令和密码" --> first
  first -- "tag" --> second
  second -- "push" --> registry
  registry -- "pull" --> second`,
  },
}
