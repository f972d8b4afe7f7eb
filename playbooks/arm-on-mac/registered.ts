import {
  comesAndGoes,
  complains,
  contains,
  equals,
  exits,
  excludes,
  matches,
  prints,
  run,
  sh,
  step,
  text,
} from '../model/index.ts'
import { askedBusybox } from './foreign.ts'
import { armEntry } from './mounted.ts'

const arm64Entry = text`/proc/sys/fs/binfmt_misc/qemu-aarch64`
const asked = excludes(text`no specific platform was requested`)

/** The container that writes the kernel's entries is removed when it ends. */
export const noRegistrar = comesAndGoes('registrar')

export const install = step('install', {
  title: { en: 'Register the emulators the current way', 'zh-cn': '用现在的方法注册模拟器' },
  action: run(sh`docker run --privileged --rm --name registrar tonistiigi/binfmt:qemu-v9.2.2 --install arm64,arm`),
  checks: [
    exits(0),
    complains(contains(text`installing: arm64 OK`)),
    complains(contains(text`installing: arm OK`)),
    { kind: 'image', name: text`tonistiigi/binfmt:qemu-v9.2.2`, state: 'present' },
    {
      kind: 'file',
      where: 'guest',
      path: armEntry,
      state: 'present',
      content: contains(text`interpreter /usr/bin/qemu-arm`),
    },
    { kind: 'file', where: 'guest', path: arm64Entry, state: 'present', content: matches(/^flags: [A-Z]*F/) },
    noRegistrar,
  ],
  undo: run(
    sh`docker run --privileged --rm tonistiigi/binfmt:qemu-v9.2.2 --uninstall 'qemu-*'; docker rmi -f tonistiigi/binfmt:qemu-v9.2.2`,
  ),
})

export const flags = step('flags', {
  title: { en: 'Read the flags', 'zh-cn': '读取标志' },
  action: run(sh`boot2docker ssh cat /proc/sys/fs/binfmt_misc/qemu-arm`),
  checks: [
    exits(0),
    prints(matches(/^flags: [A-Z]*F[A-Z]*$/)),
    prints(matches(/^interpreter \/usr\/bin\/qemu-arm$/)),
    { kind: 'file', where: 'guest', path: text`/usr/bin/qemu-arm`, state: 'absent' },
  ],
  undo: 'nothing',
  idempotent: 'It only looks; the flags were given in the step before.',
})

export const emulators = step('emulators', {
  title: { en: 'List all emulators at once', 'zh-cn': '一次列出所有模拟器' },
  action: run(sh`docker run --privileged --rm --name registrar tonistiigi/binfmt:qemu-v9.2.2`),
  checks: [
    exits(0),
    prints(contains(text`"linux/arm/v7"`)),
    prints(matches(/^ +"qemu-aarch64",?$/)),
    prints(matches(/^ +"qemu-arm",?$/)),
    { kind: 'file', where: 'guest', path: arm64Entry, state: 'present' },
    noRegistrar,
  ],
  undo: 'nothing',
  idempotent: 'It only looks; without arguments, the program installs nothing.',
})

export const arm32 = step('arm32', {
  title: { en: 'Run 32-bit ARM without a mount', 'zh-cn': '不挂载任何东西，运行 32 位 ARM' },
  action: run(sh`docker run --name arm32 --platform linux/arm/v7 busybox:1.37 uname -m`),
  checks: [
    exits(0),
    prints(equals(text`armv7l`)),
    complains(asked),
    { kind: 'container', name: text`arm32`, state: 'exited' },
    ...askedBusybox('arm32', 'arm/v7'),
    { kind: 'inspect', of: 'container', name: text`arm32`, at: '/HostConfig/Binds', match: equals(text`null`) },
  ],
  undo: run(sh`docker rm -f arm32`),
})

export const arm64 = step('arm64', {
  title: { en: 'Run 64-bit ARM', 'zh-cn': '运行 64 位 ARM' },
  action: run(sh`docker run --name arm64 --pull always --platform linux/arm64 busybox:1.37 uname -m`),
  checks: [
    exits(0),
    prints(equals(text`aarch64`)),
    complains(asked),
    { kind: 'container', name: text`arm64`, state: 'exited' },
    ...askedBusybox('arm64', 'arm64'),
  ],
  undo: run(sh`docker rm -f arm64`),
})

export const intel = step('intel', {
  title: { en: 'Run the engine’s own architecture', 'zh-cn': '运行引擎自己的架构' },
  action: run(sh`docker run --name intel --platform linux/amd64 busybox:1.37 uname -m`),
  checks: [
    exits(0),
    prints(equals(text`x86_64`)),
    complains(asked),
    { kind: 'container', name: text`intel`, state: 'exited' },
    ...askedBusybox('intel', 'amd64'),
  ],
  undo: run(sh`docker rm -f intel`),
})
