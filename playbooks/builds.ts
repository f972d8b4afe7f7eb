import * as cache from './builds/cache.ts'
import * as cleanUp from './builds/clean-up.ts'
import * as context from './builds/context.ts'
import * as entry from './builds/entry.ts'
import * as same from './builds/same.ts'
import * as secrets from './builds/secrets.ts'
import * as stages from './builds/stages.ts'
import * as users from './builds/users.ts'
import type { Playbook } from './model/index.ts'
import { dockerClient } from './needs.ts'

export * from './builds/cache.ts'
export * from './builds/clean-up.ts'
export * from './builds/context.ts'
export * from './builds/entry.ts'
export * from './builds/same.ts'
export * from './builds/secrets.ts'
export * from './builds/stages.ts'
export * from './builds/users.ts'

/** What a Dockerfile decides: what is sent, built again, contained, run and by whom, and what stays out. */
export const builds: Playbook = {
  id: 'builds',
  title: { en: 'Building images', 'zh-cn': '构建镜像' },
  targets: ['lab', 'engine'],
  machine: 'ready',
  duration: '7m',
  needs: [dockerClient],
  changes: {
    en:
      'In the lab, everything happens in a VM of its own, which is removed when the run ends. On your own engine it ' +
      'builds images and runs containers whose names begin with builds-; they are removed again. The build cache ' +
      'stays. The files are in the run’s own folder.',
    'zh-cn':
      '在实验环境里，一切都发生在独立的虚拟机上，运行结束后即删除。在你自己的引擎上，它会构建名字以 builds- 开头的镜像，并运行名字以 ' +
      'builds- 开头的容器；这些随后都会删除。构建缓存会留下。文件在本次运行自己的目录里。',
  },
  steps: [
    context.hello,
    context.words,
    context.dockerfile,
    context.clutter,
    context.sendAll,
    context.lookAll,
    context.ignore,
    context.sendLess,
    context.lookLess,
    cache.changeAll,
    cache.order,
    cache.changeOne,
    stages.stages,
    stages.buildStages,
    users.userFile,
    users.refused,
    users.owned,
    entry.entryFile,
    entry.entryRun,
    entry.entryOther,
    entry.entryShell,
    secrets.tokenFile,
    secrets.leak,
    secrets.keep,
    secrets.lookForToken,
    same.digest,
    same.pinned,
    same.twice,
    same.same,
    cleanUp.cleanUp,
  ],
}
