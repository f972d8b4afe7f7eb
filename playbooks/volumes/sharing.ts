import { equals, exits, fromStdout, prints, run, sh, step, text } from '../model/index.ts'

const table = equals(text`one table`)

export const dataContainer = step('data-container', {
  title: { en: 'Make a container only for its volume', 'zh-cn': '只为了卷而创建一个容器' },
  action: run(sh`docker create -v /shared --name data busybox:1.37`),
  checks: [
    exits(0),
    { kind: 'container', name: text`data`, state: 'created' },
    { kind: 'inspect', of: 'container', name: text`data`, at: '/Mounts/0/Destination', match: equals(text`/shared`) },
    { kind: 'inspect', of: 'container', name: text`data`, at: '/Config/Image', match: equals(text`busybox:1.37`) },
  ],
  undo: run(sh`docker rm -f -v data`),
})

export const dataVolume = step('data-volume', {
  title: { en: 'Look up its volume', 'zh-cn': '查出它的卷' },
  action: run(sh`docker inspect --format '{{(index .Mounts 0).Name}}' data`),
  saves: { volume: fromStdout(/^[0-9a-f]{64}$/) },
  checks: ({ volume }) => [
    exits(0),
    { kind: 'inspect', of: 'container', name: text`data`, at: '/Mounts/0/Name', match: equals(text`${volume}`) },
  ],
  undo: 'nothing',
  idempotent: 'It only looks; the volume was made with the container.',
})

export const volumesFrom = step('volumes-from', {
  title: { en: 'Write to that volume from another container', 'zh-cn': '从另一个容器写入那个卷' },
  action: run(sh`docker run --volumes-from data --name db-writer busybox:1.37 sh -c 'echo "one table" >/shared/table'`),
  checks: [
    exits(0),
    { kind: 'container', name: text`db-writer`, state: 'exited' },
    { kind: 'container-file', container: text`data`, path: text`/shared/table`, state: 'present', content: table },
  ],
  undo: run(sh`docker rm -f -v db-writer; docker run --rm --volumes-from data busybox:1.37 rm -f /shared/table`),
})

export const volumesFromAgain = step('volumes-from-again', {
  title: { en: 'Read it from a third', 'zh-cn': '从第三个容器读它' },
  action: run(sh`docker run --volumes-from data --name db-reader busybox:1.37 cat /shared/table`),
  checks: [
    exits(0),
    prints(table),
    { kind: 'container', name: text`db-reader`, state: 'exited' },
    {
      kind: 'inspect',
      of: 'container',
      name: text`db-reader`,
      at: '/Mounts/0/Name',
      match: equals(text`${dataVolume.saved.volume}`),
    },
  ],
  undo: run(sh`docker rm -f -v db-reader`),
})

export const rmUsers = step('rm-users', {
  title: { en: 'Remove those that used it', 'zh-cn': '删除使用过它的容器' },
  action: run(sh`docker rm -v db-writer db-reader`),
  checks: [
    exits(0),
    { kind: 'container', name: text`db-writer`, state: 'absent' },
    { kind: 'container', name: text`db-reader`, state: 'absent' },
    { kind: 'container-file', container: text`data`, path: text`/shared/table`, state: 'present', content: table },
  ],
  undo: 'nothing', // Removing is the undo of those steps.
  undoes: [volumesFrom, volumesFromAgain],
  idempotent: 'The volume was there before; the lesson is that it stays.',
})

export const rmData = step('rm-data', {
  title: { en: 'Remove the container that it belongs to', 'zh-cn': '删除卷所属的容器' },
  action: run(sh`docker rm -v data`),
  checks: [
    exits(0),
    { kind: 'container', name: text`data`, state: 'absent' },
    { kind: 'volume', name: text`${dataVolume.saved.volume}`, state: 'absent' },
  ],
  undo: 'nothing', // Removing is the undo of those steps.
  undoes: [dataContainer],
})
