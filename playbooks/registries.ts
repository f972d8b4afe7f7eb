import type { Playbook } from './model/index.ts'
import * as image from './registries/image.ts'
import * as registry from './registries/registry.ts'
import * as remove from './registries/remove.ts'
import { dockerClient } from './needs.ts'

export * from './registries/image.ts'
export * from './registries/registry.ts'
export * from './registries/remove.ts'

/** An image on its way to another computer: a registry of one’s own, names, logins, push and pull. */
export const registries: Playbook = {
  id: 'registries',
  title: { en: 'Registries and tags', 'zh-cn': '镜像仓库与标签' },
  targets: ['lab'],
  machine: 'ready',
  duration: '2m',
  needs: [dockerClient],
  changes: {
    en:
      'In the lab, everything happens in a VM of its own, which is removed when the run ends. The guide ' +
      'makes an image, runs a registry at port 5001, and logs in there, which the client notes in ' +
      '~/.docker/config.json; it logs out and removes all of it again. The image busybox:1.37 stays.',
    'zh-cn':
      '在实验环境里，一切都发生在独立的虚拟机上，运行结束后即删除。本指南会制作一个镜像，在端口 5001 上运行一个镜像仓库并登录，客户端会把登录信息记在 ' +
      '~/.docker/config.json 里；之后会退出登录并全部删除。镜像 busybox:1.37 会留下。',
  },
  steps: [
    image.note,
    image.noteImage,
    registry.users,
    registry.registry,
    registry.tag,
    registry.pushRefused,
    registry.loginWrong,
    registry.login,
    registry.push,
    remove.removeName,
    image.removeLocal,
    registry.pullBack,
    registry.returned,
    remove.force,
    remove.survives,
    remove.removeContainers,
    registry.logout,
    registry.removeRegistry,
  ],
}
