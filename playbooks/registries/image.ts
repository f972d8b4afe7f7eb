import { equals, exits, run, sh, step, text } from '../model/index.ts'

export const note = step('note', {
  title: { en: 'Write a note in a container', 'zh-cn': '在容器里写一条笔记' },
  action: run(sh`docker run --name workshop busybox:1.37 sh -c 'echo "made by hand" >/note.txt'`),
  checks: [
    exits(0),
    { kind: 'container', name: text`workshop`, state: 'exited' },
    {
      kind: 'container-file',
      container: text`workshop`,
      path: text`/note.txt`,
      state: 'present',
      content: equals(text`made by hand`),
    },
  ],
  undo: run(sh`docker rm -f workshop`),
})

const image = { kind: 'inspect', of: 'image', name: text`kate/notes:1.0` } as const

export const noteImage = step('note-image', {
  title: { en: 'Make an image of it', 'zh-cn': '把它做成镜像' },
  action: run(sh`docker commit --message "Add a note" workshop kate/notes:1.0`),
  checks: [
    exits(0),
    { kind: 'image', name: text`kate/notes:1.0`, state: 'present' },
    { ...image, at: '/Comment', match: equals(text`Add a note`) },
  ],
  undo: run(sh`docker rmi -f kate/notes:1.0`),
})

export const removeLocal = step('remove-local', {
  title: { en: 'Remove the image from the engine', 'zh-cn': '从引擎上删除这个镜像' },
  action: run(sh`docker rmi kate/notes:1.0`),
  checks: [exits(0), { kind: 'image', name: text`kate/notes:1.0`, state: 'absent' }],
  undo: 'nothing', // It undoes an earlier step.
  undoes: [noteImage],
})
