import {
  complains,
  contains,
  equals,
  exits,
  gone,
  prints,
  run,
  sh,
  step,
  target,
  text,
  nothing,
} from '../model/index.ts'
import { formatError, notUnderstood, pullArm } from './foreign.ts'
import { armEntry, interpreterLost, interpreterMounted } from './mounted.ts'
import { arm32, arm64, install, intel, noRegistrar } from './registered.ts'
import { build, runBuilt, web } from './served.ts'

export const uninstall = step('uninstall', {
  title: { en: 'Remove the registration', 'zh-cn': '撤销注册' },
  action: run(sh`docker run --privileged --rm --name registrar tonistiigi/binfmt:qemu-v9.2.2 --uninstall 'qemu-*'`),
  checks: [
    exits(0),
    complains(contains(text`uninstalling: qemu-arm OK`)),
    { kind: 'file', where: 'guest', path: armEntry, state: 'absent' },
    { kind: 'file', where: 'guest', path: text`/proc/sys/fs/binfmt_misc/qemu-aarch64`, state: 'absent' },
    noRegistrar,
  ],
  undo: 'nothing', // It undoes an earlier step.
  undoes: [install],
})

export const webGoesOn = step('web-goes-on', {
  title: { en: 'Open the web server again: it still works', 'zh-cn': '再次访问 Web 服务器：它照常工作' },
  action: run(sh`curl -s http://${target.address}:8080/`),
  checks: [
    exits(0),
    prints(equals(text`Served by armv7l`)),
    { kind: 'http', url: text`http://${target.address}:8080/`, status: 200, body: equals(text`Served by armv7l`) },
  ],
  undo: 'nothing',
  idempotent: 'The lesson is that nothing has changed for a program that runs already.',
})

export const failsAgain = step('fails-again', {
  title: { en: 'Start the ARM container again: it fails as at first', 'zh-cn': '再次启动 ARM 容器：和最初一样失败' },
  action: run(sh`docker start -a arm32`),
  expectFailure: { kind: 'exits', code: 255 },
  checks: [
    exits(255),
    complains(notUnderstood),
    { kind: 'inspect', of: 'container', name: text`arm32`, at: '/State/ExitCode', match: equals(text`255`) },
  ],
  undo: nothing('The container is removed by the undo of the step that made it.'),
})

const names = ['foreign', 'lost', 'mounted', 'arm32', 'arm64', 'intel', 'web', 'built']

export const cleanUp = step('clean-up', {
  title: { en: 'Remove the containers and images', 'zh-cn': '删除容器和镜像' },
  action: run(
    sh`docker rm -f foreign lost mounted arm32 arm64 intel web built && docker rmi busybox:1.37 built-for-arm:1.0 tonistiigi/binfmt:qemu-v9.2.2`,
  ),
  checks: [
    exits(0),
    ...names.map(gone),
    { kind: 'image', name: text`busybox:1.37`, state: 'absent' },
    { kind: 'image', name: text`built-for-arm:1.0`, state: 'absent' },
    { kind: 'image', name: text`tonistiigi/binfmt:qemu-v9.2.2`, state: 'absent' },
  ],
  undo: 'nothing', // It undoes earlier steps.
  undoes: [pullArm, formatError, interpreterLost, interpreterMounted, arm32, arm64, intel, web, build, runBuilt],
})
