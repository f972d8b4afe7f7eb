import * as pages from './first-container/page.ts'
import * as runs from './first-container/run.ts'
import type { Playbook } from './model/index.ts'
import { curl, dockerClient } from './needs.ts'

export * from './first-container/page.ts'
export * from './first-container/run.ts'

/** From an engine that runs to a page of one's own on localhost: the first guide for a beginner. */
export const firstContainer: Playbook = {
  id: 'first-container',
  title: { en: 'Your first container', 'zh-cn': '你的第一个容器' },
  targets: ['lab', 'engine'],
  machine: 'ready',
  duration: '1m',
  needs: [dockerClient, curl],
  changes: {
    en:
      'In the lab, everything happens in a VM of its own, which is removed when the run ends. On your own engine it ' +
      'runs containers whose names begin with first-, and publishes port 8081; they are removed again. The images ' +
      'hello-world and nginx:1.26 stay, because they may have been yours before. The page is in the run’s own folder.',
    'zh-cn':
      '在实验环境里，一切都发生在独立的虚拟机上，运行结束后即删除。在你自己的引擎上，它会运行名字以 first- 开头的容器，并映射端口 ' +
      '8081；这些容器随后会删除。镜像 hello-world 和 nginx:1.26 会留下，因为它们可能原本就是你的。页面文件在本次运行自己的目录里。',
  },
  steps: [
    runs.version,
    runs.hello,
    runs.web,
    runs.welcome,
    runs.list,
    runs.logs,
    runs.removeWeb,
    pages.page,
    pages.serve,
    pages.open,
    pages.edit,
    pages.reload,
    pages.stop,
    pages.refused,
    pages.start,
    pages.cleanUp,
  ],
}
