import * as ends from './binds-on-a-mac/end.ts'
import * as first from './binds-on-a-mac/first.ts'
import * as hidden from './binds-on-a-mac/hidden.ts'
import * as missing from './binds-on-a-mac/missing.ts'
import * as owners from './binds-on-a-mac/owners.ts'
import * as single from './binds-on-a-mac/single.ts'
import * as watching from './binds-on-a-mac/watching.ts'
import type { Playbook } from './model/index.ts'
import { dockerClient } from './needs.ts'

export * from './binds-on-a-mac/end.ts'
export * from './binds-on-a-mac/first.ts'
export * from './binds-on-a-mac/hidden.ts'
export * from './binds-on-a-mac/missing.ts'
export * from './binds-on-a-mac/owners.ts'
export * from './binds-on-a-mac/single.ts'
export * from './binds-on-a-mac/watching.ts'

/**
 * Folders of the reader's own computer in containers, with a VM in between. On the lab only: what a Mac's products do
 * about owners, events, case and links differs from one to the next, so no check would hold on all of them.
 */
export const bindsOnAMac: Playbook = {
  id: 'binds-on-a-mac',
  title: { en: 'Folders of a Mac in a container', 'zh-cn': '在容器里使用 Mac 的目录' },
  targets: ['lab'],
  machine: 'ready',
  duration: '2m',
  needs: [dockerClient],
  changes: {
    en:
      'In the lab, everything happens in a VM of its own, which is removed when the run ends. The guide runs ' +
      'containers and makes volumes whose names begin with binds-, makes a folder in the VM, and writes into ' +
      '~/code/binds and ~/private; it removes all of it again. The images busybox:1.37 and ' +
      'python:3.13-slim stay.',
    'zh-cn':
      '在实验环境里，一切都发生在独立的虚拟机上，运行结束后即删除。本指南会运行容器、创建卷（名字都以 binds- 开头），' +
      '在虚拟机里创建一个目录，并写入 ~/code/binds 和 ~/private；之后会全部删除。镜像 busybox:1.37 和 ' +
      'python:3.13-slim 会留下。',
  },
  steps: [
    first.page,
    first.read,
    first.writeBack,
    first.readOnly,
    missing.typo,
    missing.outside,
    missing.mountRefuses,
    missing.empty,
    missing.link,
    missing.linkBroken,
    hidden.hidden,
    hidden.copied,
    owners.mine,
    owners.byRoot,
    owners.byUser,
    owners.owners,
    owners.refused,
    single.settings,
    single.single,
    single.replace,
    single.old,
    single.restart,
    watching.watcher,
    watching.watch,
    watching.hostChange,
    watching.containerChange,
    hidden.cases,
    watching.many,
    watching.speed,
    ends.cleanUp,
  ],
}
