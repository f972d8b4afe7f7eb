import { contains, equals, exits, matches, prints, run, sh, step, talk, text } from '../model/index.ts'

const note = equals(text`made by hand`)

export const workshop = step('workshop', {
  title: { en: 'Change a container by hand', 'zh-cn': '亲手修改一个容器' },
  action: talk(
    sh`docker run -it --name workshop busybox:1.37`,
    { expect: '/ #', send: 'echo "made by hand" > /note.txt' },
    { expect: '/ #', send: 'cat /note.txt' },
    { expect: '/ #', send: 'exit' },
  ),
  checks: [
    exits(0),
    prints(matches(/^made by hand$/)),
    { kind: 'container', name: text`workshop`, state: 'exited' },
    { kind: 'container-file', container: text`workshop`, path: text`/note.txt`, state: 'present', content: note },
  ],
  undo: run(sh`docker rm -f workshop`),
})

export const changed = step('changed', {
  title: { en: 'See what differs from the image', 'zh-cn': '看看与镜像有什么不同' },
  action: run(sh`docker diff workshop`),
  checks: [
    exits(0),
    prints(matches(/^A \/note\.txt$/)),
    { kind: 'container-file', container: text`workshop`, path: text`/note.txt`, state: 'present', content: note },
  ],
  undo: 'nothing',
  idempotent: 'It only looks; the file was written in the step before.',
})

export const commit = step('commit', {
  title: { en: 'Make an image of it', 'zh-cn': '把它做成镜像' },
  action: run(
    sh`docker commit --author "Kate Smith <kate@example.com>" --message "Add a note" workshop kate/notes:1.0`,
  ),
  checks: [
    exits(0),
    prints(matches(/^sha256:[0-9a-f]{64}$/)),
    { kind: 'image', name: text`kate/notes:1.0`, state: 'present' },
    {
      kind: 'inspect',
      of: 'image',
      name: text`kate/notes:1.0`,
      at: '/Author',
      match: equals(text`Kate Smith <kate@example.com>`),
    },
    { kind: 'inspect', of: 'image', name: text`kate/notes:1.0`, at: '/Comment', match: equals(text`Add a note`) },
  ],
  undo: run(sh`docker rmi -f kate/notes:1.0`),
})

export const reader = step('reader', {
  title: { en: 'Run a container of your image', 'zh-cn': '用你的镜像运行容器' },
  action: run(sh`docker run --name reader kate/notes:1.0 cat /note.txt`),
  checks: [
    exits(0),
    prints(note),
    { kind: 'container', name: text`reader`, state: 'exited' },
    { kind: 'inspect', of: 'container', name: text`reader`, at: '/Config/Image', match: equals(text`kate/notes:1.0`) },
  ],
  undo: run(sh`docker rm -f reader`),
})

export const commitHistory = step('commit-history', {
  title: { en: 'Read the image’s history', 'zh-cn': '查看镜像的历史' },
  action: run(sh`docker history kate/notes:1.0`),
  checks: [
    exits(0),
    prints(matches(/^IMAGE\s/)),
    prints(contains(text`Add a note`)),
    { kind: 'inspect', of: 'image', name: text`kate/notes:1.0`, at: '/Comment', match: equals(text`Add a note`) },
  ],
  undo: 'nothing',
  idempotent: 'It only looks; the image was made before.',
})
