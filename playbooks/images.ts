import type { Playbook } from './model/index.ts'
import * as build from './images/build.ts'
import * as byHand from './images/by-hand.ts'
import * as pull from './images/pull.ts'
import * as remove from './images/remove.ts'
import { curl, dockerClient } from './needs.ts'

export * from './images/build.ts'
export * from './images/by-hand.ts'
export * from './images/pull.ts'
export * from './images/remove.ts'

/** Where images come from, how they are named, made, built and removed. */
export const images: Playbook = {
  id: 'images',
  title: { en: 'Images and builds', 'zh-cn': '镜像与构建' },
  targets: ['lab'],
  machine: 'ready',
  duration: '2m',
  needs: [dockerClient, curl],
  changes: {
    en:
      'In the lab, everything happens in a VM of its own, which is removed when the run ends. The guide ' +
      'pulls and builds images, runs containers of them, and writes files into ~/sinatra on your ' +
      'computer. All of it is removed again; what the builder downloaded stays in its cache.',
    'zh-cn':
      '在实验环境里，一切都发生在独立的虚拟机上，运行结束后即删除。本指南会拉取和构建镜像、运行容器，并在你电脑上的 ~/sinatra 目录里写文件。这些之后都会删除；构建器下载的内容会留在它的缓存里。',
  },
  steps: [
    pull.pull,
    pull.listImages,
    pull.search,
    pull.inspectImage,
    pull.digest,
    pull.untagBusybox,
    pull.pullDigest,
    pull.tagDigest,
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
    remove.inUse,
    remove.removeReader,
    remove.removeImage,
    remove.cleanUp,
  ],
}
