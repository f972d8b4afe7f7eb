import type { Diagram } from './diagram.ts'

/** The layers of an image, and the one that a container adds. */
export const layers: Diagram = {
  title: { en: 'Layers of an image, and a container on top', 'zh-cn': '镜像的各层，以及上面的容器' },
  description: {
    en:
      'The image busybox:1.37 is one read-only layer. The container workshop adds its own writable layer, which ' +
      'contains note.txt. Commit turns that writable layer into the second layer of the new image kate/notes:1.0, ' +
      'which shares the first layer with busybox:1.37.',
    'zh-cn':
      '镜像 busybox:1.37 是一个只读的层。容器 workshop 在它上面加了自己的可写层，note.txt 就在其中。commit 把这个可写层变成新镜像 kate/notes:1.0 的第二层，第一层则与 ' +
      'busybox:1.37 共用。',
  },
  source: {
    en: `graph BT
  base["layer of busybox:1.37, read-only"]
  thin["the container's writable layer: note.txt"]
  made["second layer of kate/notes:1.0, read-only"]
  base -- "docker run" --> thin
  thin -- "docker commit" --> made
  base -- "shared" --> made`,
    'zh-cn': `graph BT
  base["busybox:1.37 的层，只读"]
  thin["容器的可写层：note.txt"]
  made["kate/notes:1.0 的第二层，只读"]
  base -- "docker run" --> thin
  thin -- "docker commit" --> made
  base -- "共用" --> made`,
  },
}

/** Where tag, push and pull move an image. */
export const paths: Diagram = {
  title: { en: 'Tag, push and pull', 'zh-cn': 'tag、push 与 pull' },
  description: {
    en:
      'The client only sends commands and the password. The engine stores the images: docker tag gives an image a ' +
      'second name there. docker push makes the engine send the image to the registry, docker pull makes it download ' +
      'the image from there.',
    'zh-cn':
      '客户端只发送命令和密码。镜像存放在引擎里：docker tag 在那里给镜像加上第二个名字。docker push 让引擎把镜像发送到镜像仓库，docker pull 让引擎从那里取回镜像。',
  },
  source: {
    en: `graph TB
  client["docker, the client"]
  subgraph engine["the engine"]
    first["kate/notes:1.0"]
    second["localhost:5001/kate/notes:1.0"]
  end
  registry["registry, port 5001"]
  client -- "commands and password" --> first
  first -- "tag" --> second
  second -- "push" --> registry
  registry -- "pull" --> second`,
    'zh-cn': `graph TB
  client["docker 客户端"]
  subgraph engine["引擎"]
    first["kate/notes:1.0"]
    second["localhost:5001/kate/notes:1.0"]
  end
  registry["镜像仓库，端口 5001"]
  client -- "命令和密码" --> first
  first -- "tag" --> second
  second -- "push" --> registry
  registry -- "pull" --> second`,
  },
}
