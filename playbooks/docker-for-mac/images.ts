import {
  type Action,
  type Checks,
  complains,
  contains,
  equals,
  exits,
  fromStdout,
  matches,
  perTarget,
  prints,
  run,
  sh,
  step,
  talk,
  text,
} from '../model/index.ts'
import { engineItself } from '../of-engine.ts'

const onlyLooks = 'It only looks; the container has run since an earlier step.'

type Image = 'debian:13' | 'busybox:1.37'

const runs = (name: string, image: Image): Checks => [
  exits(0),
  prints(matches(/^[0-9a-f]{64}$/)),
  { kind: 'container', name: text`${name}`, state: 'running' },
  { kind: 'inspect', of: 'container', name: text`${name}`, at: '/Config/Image', match: equals(text`${image}`) },
  {
    kind: 'inspect',
    of: 'container',
    name: text`${name}`,
    at: '/Config/Cmd',
    match: equals(text`["sleep","infinity"]`),
  },
]

/** On an engine of the reader's own, the image may have been there before; then it is not ours to remove. */
const fetched = (name: string, image: Image) => ({
  checks: perTarget<Checks>([...runs(name, image), { kind: 'image', name: text`${image}`, state: 'present' }], {
    engine: runs(name, image),
  }),
  undo: perTarget<Action>(run(sh`docker rm -f ${name}; docker rmi -f ${image}`), {
    engine: run(sh`docker rm -f ${name}`),
  }),
})

export const debian = step('debian', {
  title: { en: 'Pull Debian and start it', 'zh-cn': '拉取 Debian 并启动它' },
  action: run(sh`docker run -d --name shipshape-debian debian:13 sleep infinity`),
  ...fetched('shipshape-debian', 'debian:13'),
  deadline: '3m',
})

export const busybox = step('busybox', {
  title: { en: 'The same with a very small image', 'zh-cn': '再用一个很小的镜像' },
  action: run(sh`docker run -d --name shipshape-busybox busybox:1.37 sleep infinity`),
  ...fetched('shipshape-busybox', 'busybox:1.37'),
})

export const debianRelease = step('debian-release', {
  title: { en: 'Show the release of Debian', 'zh-cn': '查看 Debian 的发行版信息' },
  action: run(sh`docker exec shipshape-debian cat /etc/os-release`),
  checks: [exits(0), prints(matches(/^PRETTY_NAME="Debian GNU\/Linux 13 \(trixie\)"$/))],
  undo: 'nothing',
  idempotent: onlyLooks,
})

export const busyboxRelease = step('busybox-release', {
  title: { en: 'Try the same in busybox: it has no such file', 'zh-cn': '在 busybox 里再试：没有这个文件' },
  action: run(sh`docker exec shipshape-busybox cat /etc/os-release`),
  expectFailure: { kind: 'exits', code: 1 },
  checks: [exits(1), complains(contains(text`/etc/os-release': No such file or directory`))],
  undo: 'nothing',
  idempotent: onlyLooks,
})

export const debianKernel = step('debian-kernel', {
  title: { en: 'Show the kernel in Debian', 'zh-cn': '查看 Debian 里的内核' },
  action: run(sh`docker exec shipshape-debian uname -r`),
  saves: { kernel: fromStdout(/^\S+$/) },
  checks: ({ kernel }) => [exits(0), { ...engineItself, at: '/KernelVersion', match: equals(text`${kernel}`) }],
  undo: 'nothing',
  idempotent: onlyLooks,
})

export const busyboxKernel = step('busybox-kernel', {
  title: { en: 'Show the kernel in busybox: it is the same', 'zh-cn': '查看 busybox 里的内核：是同一个' },
  action: run(sh`docker exec shipshape-busybox uname -r`),
  checks: [
    exits(0),
    prints(equals(text`${debianKernel.saved.kernel}`)),
    { ...engineItself, at: '/KernelVersion', match: equals(text`${debianKernel.saved.kernel}`) },
  ],
  undo: 'nothing',
  idempotent: onlyLooks,
})

export const sizes = step('sizes', {
  title: { en: 'Compare the sizes of both images', 'zh-cn': '比较两个镜像的大小' },
  action: run(sh`docker image inspect --format '{{.Size}}' debian:13 busybox:1.37`),
  saves: { debian: fromStdout(/^\d+/), busybox: fromStdout(/\n(\d+)/) },
  checks: ({ debian: larger, busybox: smaller }) => [
    exits(0),
    prints(
      equals(text`${larger}
${smaller}`),
    ),
    { kind: 'inspect', of: 'image', name: text`debian:13`, at: '/Size', match: equals(text`${larger}`) },
    { kind: 'inspect', of: 'image', name: text`busybox:1.37`, at: '/Size', match: equals(text`${smaller}`) },
  ],
  undo: 'nothing',
  idempotent: onlyLooks,
})

export const ratio = step('ratio', {
  title: { en: 'Divide one by the other', 'zh-cn': '两者相除' },
  action: run(sh`echo $(( ${sizes.saved.debian} / ${sizes.saved.busybox} ))`),
  checks: [exits(0), prints(matches(/^[1-9]\d+$/))],
  undo: 'nothing',
  idempotent: 'It only calculates.',
})

export const debianShell = step('debian-shell', {
  title: { en: 'Open a shell in Debian', 'zh-cn': '在 Debian 里打开 shell' },
  action: talk(
    sh`docker exec -it shipshape-debian bash`,
    { expect: ':/#', send: 'cat /etc/debian_version' },
    { expect: '13.', send: 'exit' },
  ),
  checks: [exits(0), prints(matches(/^13\.\d+$/))],
  undo: 'nothing',
  idempotent: onlyLooks,
})

export const busyboxShell = step('busybox-shell', {
  title: { en: 'Open a shell in busybox, which has no bash', 'zh-cn': '在 busybox 里打开 shell：它没有 bash' },
  action: talk(
    sh`docker exec -it shipshape-busybox sh`,
    { expect: '/ #', send: 'bash' },
    { expect: 'not found', send: 'exit 0' },
  ),
  checks: [exits(0), prints(matches(/^sh: bash: not found$/))],
  undo: 'nothing',
  idempotent: onlyLooks,
})
