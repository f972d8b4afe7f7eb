import type { Playbook } from './model/index.ts'
import * as care from './limits-and-health/care.ts'
import * as cleanUp from './limits-and-health/clean-up.ts'
import * as exits from './limits-and-health/exits.ts'
import * as limits from './limits-and-health/limits.ts'
import { dockerClient } from './needs.ts'

export * from './limits-and-health/care.ts'
export * from './limits-and-health/clean-up.ts'
export * from './limits-and-health/exits.ts'
export * from './limits-and-health/limits.ts'

/** What ends a container, what restarts it, and what is left when it is gone. */
export const limitsAndHealth: Playbook = {
  id: 'limits-and-health',
  title: { en: 'Limits, health and clean-up', 'zh-cn': '限制、健康检查与清理' },
  targets: ['lab'],
  machine: 'ready',
  duration: '2m',
  needs: [dockerClient],
  changes: {
    en:
      'In the lab, everything happens in a VM of its own, which is removed when the run ends. The guide ' +
      'runs containers and creates a volume, and removes them again. One of its steps prunes the engine’s ' +
      'dangling images. The image busybox:1.37 stays.',
    'zh-cn':
      '在实验环境里，一切都发生在独立的虚拟机上，运行结束后即删除。本指南会运行容器并创建一个卷，之后把它们删除。其中一步会清理引擎上的悬空镜像。镜像 busybox:1.37 会留下。',
  },
  steps: [
    limits.limited,
    limits.limitInside,
    exits.exitOne,
    exits.exitNoImage,
    exits.exitNotExecutable,
    exits.exitNotFound,
    exits.exitKilled,
    care.restartOnFailure,
    care.restartUnlessStopped,
    care.stopStays,
    care.healthStarting,
    care.healthy,
    care.unhealthy,
    care.rmRefused,
    care.rmForce,
    cleanUp.leftBehind,
    cleanUp.systemDf,
    cleanUp.labelled,
    cleanUp.pruneOld,
    cleanUp.pruneLabelled,
    cleanUp.commitNameless,
    cleanUp.pruneImages,
    cleanUp.cleanUp,
  ],
}
