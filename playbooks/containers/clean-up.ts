import { exits, gone, run, sh, step, text } from '../model/index.ts'
import { copyIn, copyOut, exec, execShell, rename, writeGreeting } from './inside.ts'
import { create, runBackground, runEcho, runShell } from './run.ts'
import { kill, stopStubborn, stubborn } from './stop.ts'

export const removeAll = step('remove-all', {
  title: { en: 'Remove this guide’s containers, by name', 'zh-cn': '按名字删除本指南的容器' },
  action: run(
    sh`docker rm -f once shell worker finished stubborn && rm ~/basics/greeting.txt ~/basics/note.txt && rmdir ~/basics`,
  ),
  checks: [
    exits(0),
    ...['once', 'shell', 'worker', 'finished', 'stubborn'].map(gone),
    { kind: 'folder', where: 'host', path: text`~/basics`, state: 'absent' },
  ],
  undo: 'nothing', // Removing is the undo of those steps.
  undoes: [
    ...[runEcho, runShell, runBackground, create, rename, exec, execShell, writeGreeting, copyIn, copyOut],
    ...[kill, stubborn, stopStubborn],
  ],
})
