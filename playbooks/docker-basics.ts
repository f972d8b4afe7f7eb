import type { Playbook } from './model/index.ts'
import * as build from './docker-basics/build.ts'
import * as byHand from './docker-basics/by-hand.ts'
import * as client from './docker-basics/client.ts'
import * as images from './docker-basics/images.ts'
import * as registry from './docker-basics/registry.ts'
import * as remove from './docker-basics/remove.ts'

export * from './docker-basics/build.ts'
export * from './docker-basics/by-hand.ts'
export * from './docker-basics/client.ts'
export * from './docker-basics/images.ts'
export * from './docker-basics/registry.ts'
export * from './docker-basics/remove.ts'

/** The commands that everybody needs, each seen at work: images, containers, ports, volumes, networks. */
export const dockerBasics: Playbook = {
  id: 'docker-basics',
  title: { en: 'Docker basics', 'zh-cn': 'Docker 基础' },
  targets: ['lab'],
  machine: 'ready',
  duration: '8m',
  needs: [
    {
      kind: 'program',
      name: 'docker',
      hint: { en: 'Install the Docker client: npx shipshape doctor names the command.', 'zh-cn': '请安装 Docker 客户端：npx shipshape doctor 会给出命令。' },
    },
  ],
  changes: {
    en: 'Images, containers, volumes and networks on the engine, and the folders ~/sinatra and ~/basics on your computer. Each is removed by the guide itself, or by the undo of the step that made it.',
    'zh-cn': '会在引擎上创建镜像、容器、卷和网络，并在你的电脑上创建 ~/sinatra 和 ~/basics 文件夹。这些都由本指南自己删除，或由创建它的步骤撤销。',
  },
  steps: [
    client.version,
    client.dashes,
    client.help,
    client.runHelp,
    images.pull,
    images.images,
    images.search,
    images.inspectImage,
    images.digest,
    images.untagBusybox,
    images.pullDigest,
    images.tagDigest,
    byHand.workshop,
    byHand.changed,
    byHand.commit,
    byHand.commitHistory,
    byHand.reader,
    build.appFile,
    build.dockerfile,
    build.build,
    build.buildHistory,
    build.runApp,
    build.appAnswers,
    build.removeApp,
    registry.users,
    registry.registry,
    registry.tag,
    registry.pushRefused,
    registry.loginWrong,
    registry.login,
    registry.push,
    remove.removeName,
    remove.inUse,
    remove.removeReader,
    remove.removeImage,
    registry.pullBack,
    registry.returned,
    remove.force,
    remove.survives,
    remove.removeContainers,
    registry.logout,
    registry.removeRegistry,
    // Second half: containers, ports, volumes, networks, clean-up.
  ],
}
