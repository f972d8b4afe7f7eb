import { contains, equals, exits, prints, run, sh, step, text } from '../model/index.ts'
import { note } from './image.ts'
import { pullBack, push, returned, tag } from './registry.ts'

export const removeName = step('remove-name', {
  title: { en: 'Remove one of two names', 'zh-cn': '删除两个名字中的一个' },
  action: run(sh`docker rmi localhost:5001/kate/notes:1.0`),
  checks: [
    exits(0),
    prints(contains(text`Untagged: localhost:5001/kate/notes:1.0`)),
    { kind: 'image', name: text`localhost:5001/kate/notes:1.0`, state: 'absent' },
    {
      kind: 'inspect',
      of: 'image',
      name: text`kate/notes:1.0`,
      at: '/RepoTags',
      match: equals(text`["kate/notes:1.0"]`),
    },
  ],
  undo: 'nothing', // It undoes an earlier step.
  undoes: [tag],
})

export const force = step('force', {
  title: { en: 'Remove an image in use by force', 'zh-cn': '强制删除正在使用的镜像' },
  action: run(sh`docker rmi -f localhost:5001/kate/notes@${push.saved.digest}`),
  checks: [
    exits(0),
    prints(contains(text`Untagged: localhost:5001/kate/notes@${push.saved.digest}`)),
    { kind: 'image', name: text`localhost:5001/kate/notes@${push.saved.digest}`, state: 'absent' },
  ],
  undo: 'nothing', // It undoes an earlier step.
  undoes: [pullBack],
})

export const survives = step('survives', {
  title: { en: 'Start its container anyway', 'zh-cn': '仍然启动它的容器' },
  action: run(sh`docker start --attach returned`),
  checks: [
    exits(0),
    prints(equals(text`made by hand`)),
    { kind: 'image', name: text`localhost:5001/kate/notes@${push.saved.digest}`, state: 'absent' },
    { kind: 'container', name: text`returned`, state: 'exited' },
  ],
  undo: 'nothing',
  idempotent: 'It ran and ended before; now it does so once more.',
})

export const removeContainers = step('remove-containers', {
  title: { en: 'Remove the containers that are left', 'zh-cn': '删除剩下的容器' },
  action: run(sh`docker rm workshop returned`),
  checks: [
    exits(0),
    { kind: 'container', name: text`workshop`, state: 'absent' },
    { kind: 'container', name: text`returned`, state: 'absent' },
  ],
  undo: 'nothing', // It undoes two earlier steps.
  undoes: [note, returned],
})
