import type { Playbook } from './model/index.ts'
import * as cleanUp from './containers/clean-up.ts'
import * as client from './containers/client.ts'
import * as inside from './containers/inside.ts'
import * as run from './containers/run.ts'
import * as stop from './containers/stop.ts'
import { dockerClient } from './needs.ts'

export * from './containers/clean-up.ts'
export * from './containers/client.ts'
export * from './containers/inside.ts'
export * from './containers/run.ts'
export * from './containers/stop.ts'

/** From `docker version` to `docker kill`: what a container is, and the commands that it obeys. */
export const containers: Playbook = {
  id: 'containers',
  title: { en: 'Containers', 'zh-cn': '容器' },
  targets: ['lab', 'engine'],
  machine: 'ready',
  duration: '2m',
  needs: [dockerClient],
  changes: {
    en:
      'In the lab, everything happens in a VM of its own, which is removed when the run ends. On your own engine it ' +
      'runs containers named once, shell, worker, later, finished and stubborn, and writes two files into ~/basics; ' +
      'its last step removes them. The image busybox:1.37 stays, because it may have been yours before.',
    'zh-cn':
      '在实验环境里，一切都发生在独立的虚拟机上，运行结束后即删除。在你自己的引擎上，它会运行名为 once、shell、worker、later、finished 和 ' +
      'stubborn 的容器，并在 ~/basics 里写两个文件；最后一步会删除它们。镜像 busybox:1.37 会留下，因为它可能原本就是你的。',
  },
  steps: [
    client.version,
    client.dashes,
    client.help,
    client.runHelp,
    run.runEcho,
    run.runRm,
    run.runShell,
    run.runBackground,
    run.create,
    run.startCreated,
    run.ps,
    run.psAll,
    run.logs,
    inside.top,
    inside.stats,
    inside.exec,
    inside.execShell,
    inside.execBash,
    inside.writeGreeting,
    inside.copyIn,
    inside.copyOut,
    inside.rename,
    stop.pause,
    stop.unpause,
    stop.stop,
    stop.restart,
    stop.kill,
    stop.stubborn,
    stop.stopStubborn,
    cleanUp.removeAll,
  ],
}
