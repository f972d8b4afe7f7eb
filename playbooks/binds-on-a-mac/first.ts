import { complains, contains, equals, exits, matches, prints, run, sh, step, text, write } from '../model/index.ts'
import { of } from '../of-container.ts'
import { ended, written } from './seen.ts'

const note = text`written on the Mac
`
const answer = text`written in the container`

// In the lab, `code` in the reader's home is shared with the VM.
export const page = step('note', {
  title: { en: 'Write a file on your own computer', 'zh-cn': '在自己的电脑上写一个文件' },
  action: write(text`code/binds/note.txt`, note),
  checks: [written('code/binds/note.txt', note)],
  undo: run(sh`rm -rf code/binds`),
})

export const read = step('read', {
  title: { en: 'Read it in a container', 'zh-cn': '在容器里读它' },
  action: run(sh`docker run --name binds-read -v "$PWD/code/binds":/data busybox:1.37 cat /data/note.txt`),
  checks: [
    exits(0),
    prints(equals(note)),
    ended('binds-read'),
    { ...of('binds-read'), at: '/Mounts/0/Type', match: equals(text`bind`) },
    { ...of('binds-read'), at: '/Mounts/0/Source', match: matches(/\/code\/binds$/) },
    { ...of('binds-read'), at: '/Mounts/0/Destination', match: equals(text`/data`) },
  ],
  undo: run(sh`docker rm -f binds-read`),
  deadline: '5m',
})

export const writeBack = step('write-back', {
  title: { en: 'Write a file in a container', 'zh-cn': '在容器里写一个文件' },
  action: run(
    sh`docker run --name binds-write -v "$PWD/code/binds":/data busybox:1.37 sh -c 'echo "written in the container" >/data/answer.txt'`,
  ),
  checks: [exits(0), ended('binds-write'), written('code/binds/answer.txt', answer)],
  undo: run(sh`docker rm -f binds-write; rm -f code/binds/answer.txt`),
})

export const readOnly = step('read-only', {
  title: { en: 'Mount the folder read-only', 'zh-cn': '以只读方式挂载目录' },
  action: run(sh`docker run --name binds-guarded -v "$PWD/code/binds":/data:ro busybox:1.37 touch /data/refused.txt`),
  expectFailure: { kind: 'exits', code: 1 },
  checks: [
    exits(1),
    complains(contains(text`/data/refused.txt: Read-only file system`)),
    ended('binds-guarded'),
    { ...of('binds-guarded'), at: '/Mounts/0/RW', match: equals(text`false`) },
    {
      ...{ kind: 'file', where: 'host', path: text`code/binds/refused.txt`, state: 'absent' },
      mayHoldBefore: 'Nothing may be written.',
    },
  ],
  undo: run(sh`docker rm -f binds-guarded`),
})
