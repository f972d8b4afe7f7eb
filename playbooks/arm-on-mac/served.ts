import {
  complains,
  contains,
  equals,
  exits,
  excludes,
  prints,
  run,
  sh,
  step,
  target,
  text,
  write,
} from '../model/index.ts'
import { ofBusybox } from './foreign.ts'

const page = equals(text`Served by armv7l`)
const address = text`http://${target.address}:8080/`

export const web = step('web', {
  title: { en: 'Run a web server for 32-bit ARM', 'zh-cn': '运行 32 位 ARM 的 Web 服务器' },
  action: run(
    sh`docker run -d --name web -p 8080:80 --platform linux/arm/v7 busybox:1.37 sh -c 'echo "Served by $(uname -m)" > /tmp/index.html && exec httpd -f -p 80 -h /tmp'`,
  ),
  checks: [
    exits(0),
    { kind: 'container', name: text`web`, state: 'running' },
    ...ofBusybox('web', 'arm/v7'),
    { kind: 'published-port', container: text`web`, guestPort: 80, hostPort: text`8080` },
    { kind: 'http', url: address, status: 200, body: page, within: '30s' },
  ],
  undo: run(sh`docker rm -f web`),
})

export const webAnswers = step('web-answers', {
  title: { en: 'Open its page', 'zh-cn': '打开它的页面' },
  action: run(sh`curl -s http://${target.address}:8080/`),
  checks: [exits(0), prints(equals(text`Served by armv7l`)), { kind: 'http', url: address, status: 200, body: page }],
  undo: 'nothing',
  idempotent: 'It only looks; the server has answered since it started.',
})

export const emulatorSeen = step('emulator-seen', {
  title: { en: 'See the emulator at work', 'zh-cn': '看模拟器在工作' },
  action: run(sh`boot2docker ssh 'ps -o args | grep [q]emu-arm'`),
  checks: [
    exits(0),
    prints(contains(text`/usr/bin/qemu-arm`)),
    prints(contains(text`httpd -f -p 80 -h /tmp`)),
    { kind: 'process', where: 'guest', command: text`/usr/bin/qemu-arm`, state: 'running' },
  ],
  undo: 'nothing',
  idempotent: 'It only looks; the server has run since it was started.',
})

const recipe = text`FROM busybox:1.37
RUN uname -m > /built-on
CMD ["cat", "/built-on"]
`

export const dockerfile = step('dockerfile', {
  title: { en: 'Write a Dockerfile', 'zh-cn': '写一个 Dockerfile' },
  action: write(text`~/arm/Dockerfile`, recipe),
  checks: [{ kind: 'file', where: 'host', path: text`~/arm/Dockerfile`, state: 'present', content: equals(recipe) }],
  undo: run(sh`rm -rf ~/arm`),
})

export const build = step('build', {
  title: { en: 'Build it for 64-bit ARM', 'zh-cn': '为 64 位 ARM 构建' },
  action: run(sh`docker build --pull --platform linux/arm64 -t built-for-arm:1.0 ~/arm`),
  checks: [
    exits(0),
    { kind: 'image', name: text`built-for-arm:1.0`, state: 'present' },
    { kind: 'inspect', of: 'image', name: text`built-for-arm:1.0`, at: '/Architecture', match: equals(text`arm64`) },
    {
      kind: 'inspect',
      of: 'image',
      name: text`built-for-arm:1.0`,
      at: '/Config/Cmd',
      match: equals(text`["cat","/built-on"]`),
    },
  ],
  undo: run(sh`docker rmi -f built-for-arm:1.0`),
  deadline: '4m',
})

export const runBuilt = step('run-built', {
  title: { en: 'Run what you built', 'zh-cn': '运行构建出的镜像' },
  action: run(sh`docker run --name built --platform linux/arm64 built-for-arm:1.0`),
  checks: [
    exits(0),
    prints(equals(text`aarch64`)),
    complains(excludes(text`no specific platform was requested`)),
    { kind: 'container', name: text`built`, state: 'exited' },
    {
      kind: 'inspect',
      of: 'container',
      name: text`built`,
      at: '/Config/Image',
      match: equals(text`built-for-arm:1.0`),
    },
    {
      kind: 'container-file',
      container: text`built`,
      path: text`/built-on`,
      state: 'present',
      content: equals(text`aarch64`),
    },
  ],
  undo: run(sh`docker rm -f built`),
})
