import {
  type Check,
  complains,
  contains,
  equals,
  exits,
  matches,
  prints,
  run,
  runInside,
  sh,
  step,
  text,
} from '../model/index.ts'
import { of } from '../of-container.ts'
import { ended } from './seen.ts'

/** Owners are shown on a file system of Linux: in a folder of the VM. */
const made = (path: string): Check => ({ kind: 'file', where: 'guest', path: text`${path}`, state: 'present' })

export const mine = step('mine', {
  title: { en: 'Make a folder in the VM', 'zh-cn': '在虚拟机里创建一个目录' },
  action: runInside(sh`mkdir /home/docker/mine && stat -c %u:%g /home/docker/mine`),
  checks: [
    exits(0),
    prints(equals(text`1000:1000`)),
    { kind: 'folder', where: 'guest', path: text`/home/docker/mine`, state: 'empty' },
  ],
  undo: runInside(sh`rm -rf /home/docker/mine`),
})

export const byRoot = step('by-root', {
  title: { en: 'Write a file as the container’s root', 'zh-cn': '以容器里的 root 写一个文件' },
  action: run(sh`docker run --name binds-root -v /home/docker/mine:/data busybox:1.37 touch /data/by-root`),
  checks: [
    exits(0),
    ended('binds-root'),
    { ...of('binds-root'), at: '/Config/User', match: equals(text``) },
    made('/home/docker/mine/by-root'),
  ],
  undo: run(sh`docker rm -f binds-root; docker run --rm -v /home/docker/mine:/data busybox:1.37 rm -f /data/by-root`),
})

export const byUser = step('by-user', {
  title: { en: 'Write one as another user', 'zh-cn': '以另一个用户写一个文件' },
  action: run(
    sh`docker run --name binds-user --user 1000:1000 -v /home/docker/mine:/data busybox:1.37 touch /data/by-user`,
  ),
  checks: [
    exits(0),
    ended('binds-user'),
    { ...of('binds-user'), at: '/Config/User', match: equals(text`1000:1000`) },
    made('/home/docker/mine/by-user'),
  ],
  undo: run(sh`docker rm -f binds-user; docker run --rm -v /home/docker/mine:/data busybox:1.37 rm -f /data/by-user`),
})

export const owners = step('owners', {
  title: { en: 'See who owns the two files', 'zh-cn': '查看两个文件的所有者' },
  action: runInside(sh`ls -ln /home/docker/mine`),
  checks: [
    exits(0),
    prints(matches(/^-rw-r--r-- +1 0 +0 .* by-root$/)),
    prints(matches(/^-rw-r--r-- +1 1000 +1000 .* by-user$/)),
  ],
  undo: 'nothing',
  idempotent: 'It only looks; the files were written in the steps before.',
})

export const refused = step('refused', {
  title: { en: 'Write as a user who may not', 'zh-cn': '以没有权限的用户写文件' },
  action: run(
    sh`docker run --name binds-refused --user 4711:4711 -v /home/docker/mine:/data busybox:1.37 touch /data/by-nobody`,
  ),
  expectFailure: { kind: 'exits', code: 1 },
  checks: [
    exits(1),
    complains(contains(text`/data/by-nobody: Permission denied`)),
    ended('binds-refused'),
    { ...of('binds-refused'), at: '/Config/User', match: equals(text`4711:4711`) },
    {
      ...{ kind: 'file', where: 'guest', path: text`/home/docker/mine/by-nobody`, state: 'absent' },
      mayHoldBefore: 'Nothing may be written.',
    },
  ],
  undo: run(sh`docker rm -f binds-refused`),
})
