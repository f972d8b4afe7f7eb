import { complains, contains, equals, exits, gone, matches, prints, run, sh, step, text } from '../model/index.ts'
import { appFile, dockerfile } from './build.ts'
import { commit, reader, workshop } from './by-hand.ts'
import { digest, pull, pullDigest, tagDigest } from './pull.ts'

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

export const cleanUp = step('clean-up', {
  title: { en: 'Remove what is left', 'zh-cn': '删除剩下的东西' },
  action: run(
    sh`docker rm workshop && docker rmi busybox:1.37 && rm ~/sinatra/app.rb ~/sinatra/Dockerfile && rmdir ~/sinatra`,
  ),
  checks: [
    exits(0),
    gone('workshop'),
    { kind: 'image', name: text`busybox:1.37`, state: 'absent' },
    { kind: 'image', name: text`busybox@${digest.saved.digest}`, state: 'absent' },
    { kind: 'folder', where: 'host', path: text`~/sinatra`, state: 'absent' },
  ],
  undo: 'nothing', // Removing is the undo of those steps.
  undoes: [pull, pullDigest, tagDigest, workshop, appFile, dockerfile],
})
