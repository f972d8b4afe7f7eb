import * as both from './build-for-elsewhere/both.ts'
import * as carried from './build-for-elsewhere/carried.ts'
import * as one from './build-for-elsewhere/one.ts'
import * as speed from './build-for-elsewhere/speed.ts'
import type { Playbook } from './model/index.ts'
import { dockerClient } from './needs.ts'

export * from './build-for-elsewhere/both.ts'
export * from './build-for-elsewhere/carried.ts'
export * from './build-for-elsewhere/one.ts'
export * from './build-for-elsewhere/speed.ts'

/** An image that runs on a computer with another processor than the one that built it. */
export const buildForElsewhere: Playbook = {
  id: 'build-for-elsewhere',
  title: { en: 'Build for another processor', 'zh-cn': '为另一种处理器构建' },
  targets: ['lab'],
  machine: 'ready',
  duration: '2m',
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
      'In the lab, everything happens in a VM of its own, which is removed when the run ends. The guide makes ' +
      'images, runs a registry at port 5001, installs an emulator in the VM’s kernel, and writes into ~/elsewhere; ' +
      'it removes all of it again. The image busybox:1.37 stays.',
    'zh-cn':
      '在实验环境里，一切都发生在独立的虚拟机上，运行结束后即删除。本指南会制作镜像，在端口 5001 上运行一个镜像仓库，' +
      '在虚拟机的内核里安装模拟器，并写入 ~/elsewhere；之后会全部删除。镜像 busybox:1.37 会留下。',
  },
  steps: [
    one.program,
    one.dockerfile,
    one.buildOther,
    one.runOther,
    one.lookAtImage,
    one.buildOwn,
    one.runOwn,
    both.registry,
    both.buildBoth,
    both.pushBoth,
    both.readIndex,
    both.removeLocal,
    both.pullOwn,
    both.emulator,
    both.pullOther,
    speed.work,
    speed.emulatedDockerfile,
    speed.emulatedBuild,
    speed.nativeTime,
    speed.emulatedTime,
    speed.compare,
    speed.crossDockerfile,
    speed.crossBuild,
    speed.crossTime,
    carried.save,
    carried.forget,
    carried.load,
    carried.runLoaded,
    carried.removeEmulator,
    carried.cleanUp,
  ],
}
