import * as ends from './compose/end.ts'
import * as files from './compose/files.ts'
import * as first from './compose/first.ts'
import * as whole from './compose/whole.ts'
import type { Playbook } from './model/index.ts'
import { dockerClient } from './needs.ts'

export * from './compose/end.ts'
export * from './compose/files.ts'
export * from './compose/first.ts'
export * from './compose/whole.ts'

/** An application of several containers: a web server, a database and a volume. */
export const composeGuide: Playbook = {
  id: 'compose',
  title: { en: 'Compose', 'zh-cn': 'Compose' },
  targets: ['lab', 'engine'],
  machine: 'ready',
  duration: '3m',
  needs: [
    dockerClient,
    {
      kind: 'program',
      name: 'curl',
      hint: { en: 'Install curl. macOS includes it.', 'zh-cn': '请安装 curl。macOS 自带。' },
    },
  ],
  changes: {
    en:
      'In the lab, everything happens in a VM of its own, which is removed when the run ends. On your own engine it ' +
      'makes the project guestbook: containers, an image, a network and a volume whose names begin with guestbook. ' +
      'It publishes the ports 8082 and 8083. All of that is removed again. The image redis:8.0 and the build cache ' +
      'stay. The files are in the run’s own folder.',
    'zh-cn':
      '在实验环境里，一切都发生在独立的虚拟机上，运行结束后即删除。在你自己的引擎上，它会创建项目 guestbook：' +
      '名字以 guestbook 开头的容器、镜像、网络和卷，并映射端口 8082 和 8083。这些随后都会删除。' +
      '镜像 redis:8.0 和构建缓存会留下。文件在本次运行自己的目录里。',
  },
  steps: [
    first.version,
    files.app,
    files.page,
    files.dockerfile,
    files.compose,
    first.up,
    first.list,
    first.sign,
    first.read,
    first.names,
    first.logs,
    first.inside,
    files.env,
    files.whole,
    whole.config,
    whole.again,
    whole.secretFile,
    whole.environment,
    whole.scaleFails,
    files.override,
    whole.overridden,
    whole.scale,
    ends.watch,
    ends.edit,
    ends.stopWatch,
    ends.down,
    ends.back,
    ends.destroy,
    ends.cleanUp,
  ],
}
