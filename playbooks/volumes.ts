import type { Playbook } from './model/index.ts'
import * as binds from './volumes/binds.ts'
import * as cleanUp from './volumes/clean-up.ts'
import * as sharing from './volumes/sharing.ts'
import * as volume from './volumes/volumes.ts'
import { dockerClient } from './needs.ts'

export * from './volumes/binds.ts'
export * from './volumes/clean-up.ts'
export * from './volumes/sharing.ts'
export * from './volumes/volumes.ts'

/** Where data outlives its container: folders of the Docker host, and volumes of the engine. */
export const volumes: Playbook = {
  id: 'volumes',
  title: { en: 'Folders and volumes', 'zh-cn': '目录与卷' },
  targets: ['lab'],
  machine: 'ready',
  duration: '2m',
  needs: [dockerClient],
  changes: {
    en:
      'In the lab, everything happens in a VM of its own, which is removed when the run ends. The guide ' +
      'runs containers, creates volumes, and makes folders in the VM and ~/basics on your computer; it ' +
      'removes them again. One of its steps prunes the engine’s anonymous volumes that no container uses. ' +
      'The image busybox:1.37 stays.',
    'zh-cn':
      '在实验环境里，一切都发生在独立的虚拟机上，运行结束后即删除。本指南会运行容器、创建卷，并在虚拟机里创建目录、在你的电脑上创建 ' +
      '~/basics；之后会把它们删除。其中一步会清理引擎上没有容器使用的匿名卷。镜像 busybox:1.37 会留下。',
  },
  steps: [
    binds.machinePage,
    binds.bindRead,
    binds.bindWrite,
    binds.bindReadOnly,
    binds.bindTypo,
    binds.mountRefuses,
    volume.anonymousVolume,
    volume.anonymousName,
    volume.rmKeeps,
    volume.volumeCreate,
    volume.volumeWrite,
    volume.volumeInUse,
    volume.writerVolumes,
    volume.rmWithVolumes,
    volume.volumeRead,
    volume.backupFolder,
    volume.volumeBackup,
    volume.volumeLose,
    volume.volumeRestore,
    volume.volumeUnused,
    volume.volumePrune,
    volume.volumePruneAll,
    sharing.dataContainer,
    sharing.dataVolume,
    sharing.volumesFrom,
    sharing.volumesFromAgain,
    sharing.rmUsers,
    sharing.rmData,
    cleanUp.removeVolume,
    cleanUp.cleanUp,
  ],
}
