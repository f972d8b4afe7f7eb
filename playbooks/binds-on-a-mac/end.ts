import { type Check, exits, gone, run, sh, step, text } from '../model/index.ts'
import { page, read, readOnly, writeBack } from './first.ts'
import { cases, copied, hidden } from './hidden.ts'
import { empty, link, linkBroken, outside, typo } from './missing.ts'
import { byRoot, byUser, mine, refused } from './owners.ts'
import { settings, single } from './single.ts'
import { many, speed, watch, watcher } from './watching.ts'

const containers = [
  ...['binds-read', 'binds-write', 'binds-guarded', 'binds-typo', 'binds-outside', 'binds-link', 'binds-copied'],
  ...['binds-hidden', 'binds-case', 'binds-root', 'binds-user', 'binds-refused', 'binds-single', 'binds-watch'],
  'binds-speed',
]

export const cleanUp = step('clean-up', {
  title: { en: 'Remove what you made', 'zh-cn': '删除你创建的东西' },
  action: run(
    sh`docker rm -f $(docker ps -aq --filter name=binds-) && docker volume rm binds-certs binds-speed && docker run --rm -v "$PWD":/here -v /home/docker:/vm busybox:1.37 rm -r /here/private /vm/mine && rm -r code/binds private`,
  ),
  checks: [
    exits(0),
    ...containers.map(gone),
    ...['binds-certs', 'binds-speed'].map((name): Check => ({ kind: 'volume', name: text`${name}`, state: 'absent' })),
    { kind: 'folder', where: 'guest', path: text`/home/docker/mine`, state: 'absent' },
    { kind: 'folder', where: 'host', path: text`code/binds`, state: 'absent' },
    { kind: 'folder', where: 'host', path: text`private`, state: 'absent' },
  ],
  deadline: '5m',
  undo: 'nothing', // It undoes earlier steps.
  undoes: [
    ...[page, read, writeBack, readOnly, typo, outside, empty, link, linkBroken, hidden, copied, mine, byRoot],
    ...[byUser, refused, settings, single, watcher, watch, cases, many, speed],
  ],
})
