import { complains, contains, equals, exits, matches, prints, run, sh, step, text } from '../model/index.ts'
import { commit, reader, workshop } from './by-hand.ts'
import { pullBack, push, returned, tag } from './registry.ts'

export const removeName = step('remove-name', {
  title: { en: 'Remove one of two names', 'zh-cn': '删除两个名字中的一个' },
  action: run(sh`docker rmi localhost:5000/kate/notes:1.0`),
  checks: [
    exits(0),
    prints(contains(text`Untagged: localhost:5000/kate/notes:1.0`)),
    { kind: 'image', name: text`localhost:5000/kate/notes:1.0`, state: 'absent' },
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

export const inUse = step('in-use', {
  title: { en: 'Remove an image that a container uses', 'zh-cn': '删除一个容器正在使用的镜像' },
  action: run(sh`docker rmi kate/notes:1.0`),
  expectFailure: { kind: 'exits', code: 1 },
  saves: { image: { from: 'stderr', pattern: 'referenced image ([0-9a-f]{12})' } },
  checks: [
    exits(1),
    complains(matches(/conflict: unable to (remove|delete) .*kate\/notes:1\.0/)),
    { kind: 'image', name: text`kate/notes:1.0`, state: 'present' },
    { kind: 'container', name: text`reader`, state: 'exited' },
  ],
  undo: 'nothing',
  idempotent: 'It is refused, so nothing changes.',
})

export const removeReader = step('remove-reader', {
  title: { en: 'Remove the container first', 'zh-cn': '先删除容器' },
  action: run(sh`docker rm reader`),
  checks: [exits(0), prints(equals(text`reader`)), { kind: 'container', name: text`reader`, state: 'absent' }],
  undo: 'nothing', // It undoes an earlier step.
  undoes: [reader],
})

export const removeImage = step('remove-image', {
  title: { en: 'Then remove the image', 'zh-cn': '再删除镜像' },
  action: run(sh`docker rmi kate/notes:1.0`),
  checks: [
    exits(0),
    prints(contains(text`Deleted: sha256:`)),
    { kind: 'image', name: text`kate/notes:1.0`, state: 'absent' },
    { kind: 'image', name: text`${inUse.saved.image}`, state: 'absent' },
  ],
  undo: 'nothing', // It undoes an earlier step.
  undoes: [commit],
})

export const force = step('force', {
  title: { en: 'Remove an image in use by force', 'zh-cn': '强制删除正在使用的镜像' },
  action: run(sh`docker rmi -f localhost:5000/kate/notes@${push.saved.digest}`),
  checks: [
    exits(0),
    prints(contains(text`Untagged: localhost:5000/kate/notes@${push.saved.digest}`)),
    { kind: 'image', name: text`localhost:5000/kate/notes@${push.saved.digest}`, state: 'absent' },
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
    { kind: 'image', name: text`localhost:5000/kate/notes@${push.saved.digest}`, state: 'absent' },
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
  undoes: [workshop, returned],
})
