import { equals, exits, gone, prints, run, sh, step, text } from '../model/index.ts'
import { hasContainers } from '../of-engine.ts'
import { bindRead, bindReadOnly, bindTypo, bindWrite, machinePage } from './binds.ts'
import { backupFolder, volumeBackup, volumeRestore } from './volumes.ts'

export const removeVolume = step('remove-volume', {
  title: { en: 'Remove the named volume', 'zh-cn': '删除那个命名卷' },
  action: run(sh`docker volume rm notes`),
  checks: [exits(0), prints(equals(text`notes`)), { kind: 'volume', name: text`notes`, state: 'absent' }],
  undo: 'nothing', // Removing is the undo of those steps.
  undoes: [volumeRestore],
})

export const cleanUp = step('clean-up', {
  title: { en: 'Remove the containers and the folders', 'zh-cn': '删除容器和目录' },
  action: run(
    sh`docker rm page-reader guest && docker run --rm -v /home/docker:/home busybox:1.37 rm -r /home/pages /home/pagse && rm ~/basics/notes.tar && rmdir ~/basics`,
  ),
  checks: [
    exits(0),
    ...['page-reader', 'guest'].map(gone),
    hasContainers(0), // Also the one that removes the folders is gone.
    { kind: 'folder', where: 'guest', path: text`/home/docker/pages`, state: 'absent' },
    { kind: 'folder', where: 'guest', path: text`/home/docker/pagse`, state: 'absent' },
    { kind: 'folder', where: 'host', path: text`~/basics`, state: 'absent' },
  ],
  undo: 'nothing', // Removing is the undo of those steps.
  undoes: [machinePage, bindRead, bindWrite, bindReadOnly, bindTypo, backupFolder, volumeBackup],
})
