import { type Action, contains, equals, exits, fromStdout, matches, perTarget, prints, run, sh, step, talk, text } from '../model/index.ts'
import { engineItself } from './engine.ts'

const leavesNothing = 'It only looks, and its container is removed at once.'
/** On an engine of the reader's own, the image may have been there before. */
const removeImage = (name: 'debian:13' | 'busybox:1.37') => perTarget<Action | 'nothing'>(run(sh`docker rmi -f ${name}`), { engine: 'nothing' })

export const debianPull = step('debian-pull', {
  title: { en: 'Fetch Debian', 'zh-cn': '获取 Debian' },
  action: run(sh`docker pull debian:13`),
  checks: [exits(0), prints(contains(text`docker.io/library/debian:13`)), { kind: 'image', name: text`debian:13`, state: 'present' }],
  undo: removeImage('debian:13'),
  idempotent: 'An engine that has been used before may have it.',
  deadline: '5m',
})

export const busyboxPull = step('busybox-pull', {
  title: { en: 'Fetch a very small image', 'zh-cn': '获取一个很小的镜像' },
  action: run(sh`docker pull busybox:1.37`),
  checks: [exits(0), prints(contains(text`docker.io/library/busybox:1.37`)), { kind: 'image', name: text`busybox:1.37`, state: 'present' }],
  undo: removeImage('busybox:1.37'),
  idempotent: 'An engine that has been used before may have it.',
})

export const debianRelease = step('debian-release', {
  title: { en: 'Ask Debian who it is', 'zh-cn': '问 Debian 它是谁' },
  action: run(sh`docker run --rm --name shipshape-debian debian:13 cat /etc/os-release`),
  checks: [
    exits(0),
    prints(matches(/^PRETTY_NAME="Debian GNU\/Linux 13 \(trixie\)"$/)),
    { kind: 'container', name: text`shipshape-debian`, state: 'absent' },
  ],
  undo: run(sh`docker rm -f shipshape-debian`),
  idempotent: leavesNothing,
})

export const busyboxRelease = step('busybox-release', {
  title: { en: 'Ask the small one the same: it has no such file', 'zh-cn': '再问小镜像：它没有这个文件' },
  action: run(sh`docker run --rm --name shipshape-busybox busybox:1.37 cat /etc/os-release`),
  expectFailure: { kind: 'exits', code: 1 },
  checks: [
    exits(1),
    { kind: 'output', stream: 'stderr', match: contains(text`/etc/os-release': No such file or directory`) },
    { kind: 'container', name: text`shipshape-busybox`, state: 'absent' },
  ],
  undo: run(sh`docker rm -f shipshape-busybox`),
  idempotent: leavesNothing,
})

export const debianKernel = step('debian-kernel', {
  title: { en: 'Ask Debian for its kernel', 'zh-cn': '问 Debian 用的是什么内核' },
  action: run(sh`docker run --rm --name shipshape-debian debian:13 uname -r`),
  saves: { kernel: fromStdout(/^\S+$/) },
  checks: ({ kernel }) => [
    exits(0),
    { ...engineItself, at: '/KernelVersion', match: equals(text`${kernel}`) },
    { kind: 'container', name: text`shipshape-debian`, state: 'absent' },
  ],
  undo: run(sh`docker rm -f shipshape-debian`),
  idempotent: leavesNothing,
})

export const busyboxKernel = step('busybox-kernel', {
  title: { en: 'Ask the small one: it is the same kernel', 'zh-cn': '再问小镜像：是同一个内核' },
  action: run(sh`docker run --rm --name shipshape-busybox busybox:1.37 uname -r`),
  checks: [
    exits(0),
    prints(equals(text`${debianKernel.saved.kernel}`)),
    { ...engineItself, at: '/KernelVersion', match: equals(text`${debianKernel.saved.kernel}`) },
    { kind: 'container', name: text`shipshape-busybox`, state: 'absent' },
  ],
  undo: run(sh`docker rm -f shipshape-busybox`),
  idempotent: leavesNothing,
})

export const sizes = step('sizes', {
  title: { en: 'Weigh both images', 'zh-cn': '称一称两个镜像' },
  action: run(sh`docker image inspect --format '{{.Size}}' debian:13 busybox:1.37`),
  saves: { debian: fromStdout(/^\d+/), busybox: fromStdout(/\n(\d+)/) },
  checks: ({ debian, busybox }) => [
    exits(0),
    prints(equals(text`${debian}
${busybox}`)),
    { kind: 'inspect', of: 'image', name: text`debian:13`, at: '/Size', match: equals(text`${debian}`) },
    { kind: 'inspect', of: 'image', name: text`busybox:1.37`, at: '/Size', match: equals(text`${busybox}`) },
  ],
  undo: 'nothing',
  idempotent: 'It only looks.',
})

export const ratio = step('ratio', {
  title: { en: 'Divide one by the other', 'zh-cn': '两者相除' },
  action: run(sh`echo $(( ${sizes.saved.debian} / ${sizes.saved.busybox} ))`),
  checks: [exits(0), prints(matches(/^[1-9]\d+$/))],
  undo: 'nothing',
  idempotent: 'It only reckons.',
})

export const debianShell = step('debian-shell', {
  title: { en: 'Work in Debian', 'zh-cn': '在 Debian 里工作' },
  action: talk(
    sh`docker run --rm -it --name shipshape-debian debian:13 bash`,
    { expect: ':/#', send: 'dpkg --version | head -n 1' },
    { expect: 'package management program', send: 'exit' },
  ),
  checks: [exits(0), prints(contains(text`package management program`)), { kind: 'container', name: text`shipshape-debian`, state: 'absent' }],
  undo: run(sh`docker rm -f shipshape-debian`),
  idempotent: leavesNothing,
})

export const busyboxShell = step('busybox-shell', {
  title: { en: 'Work in the small one', 'zh-cn': '在小镜像里工作' },
  action: talk(
    sh`docker run --rm -it --name shipshape-busybox busybox:1.37 sh`,
    { expect: '/ #', send: 'busybox | head -n 1' },
    { expect: 'multi-call binary', send: 'exit' },
  ),
  checks: [exits(0), prints(matches(/^BusyBox v1\.37\.\d.* multi-call binary/)), { kind: 'container', name: text`shipshape-busybox`, state: 'absent' }],
  undo: run(sh`docker rm -f shipshape-busybox`),
  idempotent: leavesNothing,
})
