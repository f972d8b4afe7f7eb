import { complains, contains, equals, exits, excludes, matches, prints, run, sh, step, text } from '../model/index.ts'
import { askedBusybox, stillFor32Bits } from './foreign.ts'

/** The kernel's entry for ARM programs. */
export const armEntry = text`/proc/sys/fs/binfmt_misc/qemu-arm`

const description = text`/usr/lib/binfmt.d/qemu-arm.conf`
const forget = sh`boot2docker ssh 'if [ -e /proc/sys/fs/binfmt_misc/qemu-arm ]; then echo -1 | sudo tee /proc/sys/fs/binfmt_misc/qemu-arm; fi'`

export const nobodyRegistered = step('nobody-registered', {
  title: { en: 'Look for registered formats: there are none', 'zh-cn': '查看已注册的格式：一个也没有' },
  action: run(sh`boot2docker ssh ls /proc/sys/fs/binfmt_misc`),
  checks: [
    exits(0),
    prints(
      equals(text`register
status`),
    ),
    { kind: 'file', where: 'guest', path: armEntry, state: 'absent' },
  ],
  undo: 'nothing',
  idempotent: 'It only looks; nobody has registered anything yet.',
})

export const describedFormat = step('described-format', {
  title: { en: 'Read how an ARM program is recognised', 'zh-cn': '查看如何识别 ARM 程序' },
  action: run(sh`boot2docker ssh cat /usr/lib/binfmt.d/qemu-arm.conf`),
  checks: [
    exits(0),
    prints(matches(/^:qemu-arm:M::(?:\\x[0-9a-f]{2}){20}:(?:\\x[0-9a-f]{2}){20}:\/usr\/bin\/qemu-arm-static:F$/)),
    { kind: 'file', where: 'guest', path: description, state: 'present', content: contains(text`:qemu-arm:M:`) },
  ],
  undo: 'nothing',
  idempotent: 'It only looks; the file is part of the machine.',
})

export const registerByHand = step('register-by-hand', {
  title: { en: 'Register the emulator by hand, as in 2016', 'zh-cn': '像 2016 年那样手动注册模拟器' },
  action: run(
    sh`boot2docker ssh 'sed s/:F$/:/ /usr/lib/binfmt.d/qemu-arm.conf | sudo tee /proc/sys/fs/binfmt_misc/register'`,
  ),
  checks: [
    exits(0),
    {
      kind: 'file',
      where: 'guest',
      path: armEntry,
      state: 'present',
      content: contains(text`interpreter /usr/bin/qemu-arm-static`),
    },
    { kind: 'file', where: 'guest', path: armEntry, state: 'present', content: matches(/^flags: *$/) },
  ],
  undo: run(forget),
})

export const interpreterLost = step('interpreter-lost', {
  title: { en: 'Run the image again: the interpreter is missing', 'zh-cn': '再次运行镜像：缺少解释器' },
  action: run(sh`docker run --name lost --platform linux/arm/v7 busybox:1.37 uname -m`),
  expectFailure: { kind: 'exits', code: 1 },
  checks: [
    exits(1),
    complains(contains(text`no such file or directory`)),
    complains(excludes(text`no specific platform was requested`)),
    { kind: 'container', name: text`lost`, state: 'exited' },
    ...askedBusybox('lost'),
    stillFor32Bits,
    { kind: 'inspect', of: 'container', name: text`lost`, at: '/HostConfig/Binds', match: equals(text`null`) },
  ],
  undo: run(sh`docker rm -f lost`),
})

export const interpreterMounted = step('interpreter-mounted', {
  title: { en: 'Mount the emulator into the container', 'zh-cn': '把模拟器挂载进容器' },
  action: run(
    sh`docker run --name mounted --platform linux/arm/v7 -v /usr/bin/qemu-arm-static:/usr/bin/qemu-arm-static:ro busybox:1.37 uname -m`,
  ),
  checks: [
    exits(0),
    prints(equals(text`armv7l`)),
    complains(excludes(text`no specific platform was requested`)),
    { kind: 'container', name: text`mounted`, state: 'exited' },
    ...askedBusybox('mounted'),
    stillFor32Bits,
    {
      kind: 'inspect',
      of: 'container',
      name: text`mounted`,
      at: '/HostConfig/Binds',
      match: equals(text`["/usr/bin/qemu-arm-static:/usr/bin/qemu-arm-static:ro"]`),
    },
  ],
  undo: run(sh`docker rm -f mounted`),
})

export const forgetByHand = step('forget-by-hand', {
  title: { en: 'Remove the registration', 'zh-cn': '撤销注册' },
  action: run(sh`boot2docker ssh 'echo -1 | sudo tee /proc/sys/fs/binfmt_misc/qemu-arm'`),
  checks: [exits(0), { kind: 'file', where: 'guest', path: armEntry, state: 'absent' }],
  undo: 'nothing', // It undoes an earlier step.
  undoes: [registerByHand],
})
