import {
  complains,
  contains,
  equals,
  exits,
  excludes,
  gone,
  matches,
  prints,
  run,
  sh,
  step,
  target,
  text,
} from '../model/index.ts'
import { askedBusybox, ofBusybox } from './foreign.ts'

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
  expectFailure: { kind: 'exits', code: 255 },
  checks: [
    exits(255),
    complains(contains(text`no such file or directory`)),
    complains(excludes(text`no specific platform was requested`)),
    { kind: 'container', name: text`lost`, state: 'exited' },
    ...askedBusybox('lost', 'arm/v7'),
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
    ...askedBusybox('mounted', 'arm/v7'),
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

export const mountedWeb = step('mounted-web', {
  title: { en: 'Run a web server in the same way', 'zh-cn': '用同样的办法运行一个 Web 服务器' },
  action: run(
    sh`docker run -d --name mounted-web -p 8081:80 --platform linux/arm/v7 -v /usr/bin/qemu-arm-static:/usr/bin/qemu-arm-static:ro busybox:1.37 httpd -f -p 80 -h /etc`,
  ),
  checks: [
    exits(0),
    prints(matches(/^[0-9a-f]{64}$/)),
    { kind: 'container', name: text`mounted-web`, state: 'running' },
    ...ofBusybox('mounted-web', 'arm/v7'),
    // As with “:ro”: the container cannot replace the emulator of all.
    { kind: 'inspect', of: 'container', name: text`mounted-web`, at: '/Mounts/0/RW', match: equals(text`false`) },
    { kind: 'published-port', container: text`mounted-web`, guestPort: 80, hostPort: text`8081` },
    {
      kind: 'http',
      url: text`http://${target.address}:8081/group`,
      status: 200,
      body: contains(text`root:x:0:`),
      within: '30s',
    },
  ],
  undo: run(sh`docker rm -f mounted-web`),
})

export const mountedList = step('mounted-list', {
  title: { en: 'List it: an ARM program in the column COMMAND', 'zh-cn': '列出它：COMMAND 一列是 ARM 程序' },
  action: run(sh`docker ps`),
  checks: [
    exits(0),
    prints(matches(/"httpd -f -p 80 [^"]*" .* Up .*8081->80\/tcp.* mounted-web$/)),
    { kind: 'container', name: text`mounted-web`, state: 'running' },
  ],
  undo: 'nothing',
  idempotent: 'It only looks; the server was started in the step before.',
})

export const removeMountedWeb = step('remove-mounted-web', {
  title: { en: 'Remove it', 'zh-cn': '删除它' },
  action: run(sh`docker rm -f mounted-web`),
  checks: [exits(0), prints(equals(text`mounted-web`)), gone('mounted-web')],
  undo: 'nothing', // It undoes an earlier step.
  undoes: [mountedWeb],
})

export const forgetByHand = step('forget-by-hand', {
  title: { en: 'Remove the registration', 'zh-cn': '撤销注册' },
  action: run(sh`boot2docker ssh 'echo -1 | sudo tee /proc/sys/fs/binfmt_misc/qemu-arm'`),
  checks: [exits(0), { kind: 'file', where: 'guest', path: armEntry, state: 'absent' }],
  undo: 'nothing', // It undoes an earlier step.
  undoes: [registerByHand],
})
