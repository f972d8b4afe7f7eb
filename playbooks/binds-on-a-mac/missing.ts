import { complains, contains, equals, exits, matches, prints, run, sh, step, text, write } from '../model/index.ts'
import { of } from '../of-container.ts'
import { ended, written } from './seen.ts'

export const typo = step('typo', {
  title: { en: 'Mistype the folder', 'zh-cn': '打错目录的名字' },
  action: run(sh`docker run --name binds-typo -v "$PWD/code/binds/note":/data busybox:1.37 ls -A /data`),
  checks: [
    exits(0),
    prints(equals(text``)),
    ended('binds-typo'),
    { ...of('binds-typo'), at: '/Config/Cmd', match: equals(text`["ls","-A","/data"]`) },
    { ...of('binds-typo'), at: '/Mounts/0/Destination', match: equals(text`/data`) },
    { kind: 'folder', where: 'host', path: text`code/binds/note`, state: 'empty' },
  ],
  undo: run(sh`docker rm -f binds-typo; rm -rf code/binds/note`),
})

const secret = text`outside of the shared folder
`

export const outside = step('outside', {
  title: { en: 'Write a file outside of the shared folder', 'zh-cn': '在共享目录之外写一个文件' },
  action: write(text`private/note.txt`, secret),
  checks: [written('private/note.txt', secret)],
  undo: run(sh`rm -rf private`),
})

export const mountRefuses = step('mount-refuses', {
  title: { en: 'Mount that folder with --mount: refused', 'zh-cn': '用 --mount 挂载那个目录：被拒绝' },
  action: run(sh`docker run --mount type=bind,source="$PWD/private",target=/data busybox:1.37 cat /data/note.txt`),
  expectFailure: { kind: 'exits', code: 125 },
  checks: [
    exits(125),
    complains(matches(/bind source path does not exist: \S+\/private$/)),
    written('private/note.txt', secret),
  ],
  undo: 'nothing',
  idempotent: 'The lesson is that nothing is made.',
})

export const empty = step('empty', {
  title: { en: 'Mount it with -v: empty', 'zh-cn': '用 -v 挂载它：是空的' },
  action: run(sh`docker run --name binds-outside -v "$PWD/private":/data busybox:1.37 ls -A /data`),
  checks: [
    exits(0),
    prints(equals(text``)),
    ended('binds-outside'),
    { ...of('binds-outside'), at: '/Config/Cmd', match: equals(text`["ls","-A","/data"]`) },
    { ...of('binds-outside'), at: '/Mounts/0/Source', match: matches(/\/private$/) },
    { ...of('binds-outside'), at: '/Mounts/0/Destination', match: equals(text`/data`) },
    {
      ...{ kind: 'container-file', container: text`binds-outside`, path: text`/data/note.txt`, state: 'absent' },
      mayHoldBefore: 'There is no container yet; then there must be no file in it.',
    },
  ],
  // The engine has made the empty folder in the VM, not on the reader's computer.
  undo: run(sh`docker rm -f binds-outside; docker run --rm -v "$PWD":/here busybox:1.37 rmdir /here/private`),
})

export const link = step('link', {
  title: { en: 'Link to the file from the shared folder', 'zh-cn': '在共享目录里创建指向它的符号链接' },
  action: run(sh`ln -s ../../private/note.txt code/binds/link.txt && cat code/binds/link.txt`),
  checks: [exits(0), prints(equals(secret)), written('code/binds/link.txt', secret)],
  undo: run(sh`rm -f code/binds/link.txt`),
})

export const linkBroken = step('link-broken', {
  title: { en: 'Follow the link in a container', 'zh-cn': '在容器里访问这个链接' },
  action: run(sh`docker run --name binds-link -v "$PWD/code/binds":/data busybox:1.37 cat /data/link.txt`),
  expectFailure: { kind: 'exits', code: 1 },
  checks: [
    exits(1),
    complains(contains(text`can't open '/data/link.txt': No such file or directory`)),
    ended('binds-link'),
    { ...of('binds-link'), at: '/Mounts/0/Source', match: matches(/\/code\/binds$/) },
  ],
  undo: run(sh`docker rm -f binds-link`),
})
