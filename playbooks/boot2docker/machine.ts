import { contains, equals, exits, complains, matches, prints, run, sh, step, target, text } from '../model/index.ts'

/** The name that the command gives its virtual machine by default. */
export const machineName = 'boot2docker-vm'

const onlyLooks = 'It only looks; what it looks at was there before.'
const address = text`tcp://${target.address}:2376`

export const noEngine = step('no-engine', {
  title: { en: 'Run the client on a computer without an engine', 'zh-cn': '在没有引擎的电脑上运行客户端' },
  action: run(sh`docker version`),
  expectFailure: { kind: 'exits', code: 1 },
  checks: [
    exits(1),
    prints(matches(/^Client:/)),
    prints(contains(text`API version:`)),
    complains(matches(/Cannot connect to the Docker daemon|failed to connect to the docker API/)),
    { kind: 'engine', endpoint: text`unix:///var/run/docker.sock`, state: 'silent' },
  ],
  undo: 'nothing',
  idempotent: 'The lesson is that nothing is there yet.',
})

export const init = step('init', {
  title: { en: 'Create the virtual machine', 'zh-cn': '创建虚拟机' },
  action: run(sh`boot2docker init`),
  checks: [
    exits(0),
    prints(contains(text`Initialization of virtual machine "boot2docker-vm" complete.`)),
    { kind: 'machine', name: machineName, state: 'poweroff' },
    { kind: 'file', where: 'host', path: text`~/.boot2docker/boot2docker.iso`, state: 'present' },
    { kind: 'file', where: 'host', path: text`~/.ssh/id_boot2docker`, state: 'present' },
    { kind: 'file', where: 'host', path: text`~/.ssh/id_boot2docker.pub`, state: 'present' },
  ],
  undo: run(
    sh`boot2docker delete; rm -f ~/.boot2docker/boot2docker.iso ~/.ssh/id_boot2docker ~/.ssh/id_boot2docker.pub`,
  ),
})

export const up = step('up', {
  title: { en: 'Start it', 'zh-cn': '启动虚拟机' },
  action: run(sh`boot2docker up`),
  checks: [
    exits(0),
    prints(contains(text`export DOCKER_HOST=tcp://192.168.59.103:2376`)),
    { kind: 'machine', name: machineName, state: 'running' },
    { kind: 'engine', endpoint: address, state: 'answers', within: '20s' },
  ],
  undo: run(sh`boot2docker down`),
  deadline: '4m',
})

export const shellinit = step('shellinit', {
  title: { en: 'Point the client at the engine', 'zh-cn': '让客户端连接这个引擎' },
  action: run(sh`eval "$(boot2docker shellinit)"`),
  checks: [
    exits(0),
    { kind: 'variable', name: 'DOCKER_HOST', match: equals(address) },
    { kind: 'variable', name: 'DOCKER_TLS_VERIFY', match: equals(text`1`) },
    { kind: 'variable', name: 'DOCKER_CERT_PATH', match: matches(/\/certs\/boot2docker-vm$/) },
  ],
  undo: run(sh`unset DOCKER_HOST DOCKER_TLS_VERIFY DOCKER_CERT_PATH`),
})

export const clientAndServer = step('client-and-server', {
  title: { en: 'Show the versions of client and engine', 'zh-cn': '查看客户端和引擎的版本' },
  action: run(sh`docker version`),
  checks: [
    exits(0),
    prints(matches(/^Client:/)),
    prints(matches(/^Server:[^]*API version:/)),
    { kind: 'process', where: 'guest', command: text`dockerd`, state: 'running' },
    { kind: 'process', where: 'host', command: text`dockerd`, state: 'absent' },
  ],
  undo: 'nothing',
  idempotent: onlyLooks,
})

export const engineName = step('engine-name', {
  title: { en: 'Show which computer the engine runs on', 'zh-cn': '查看引擎运行在哪台电脑上' },
  action: run(sh`docker info --format '{{.Name}}'`),
  checks: [
    exits(0),
    prints(equals(text`boot2docker`)),
    { kind: 'file', where: 'guest', path: text`/etc/hostname`, state: 'present', content: contains(text`boot2docker`) },
  ],
  undo: 'nothing',
  idempotent: onlyLooks,
})

export const hello = step('hello', {
  title: { en: 'Run a first container', 'zh-cn': '运行第一个容器' },
  action: run(sh`docker run --name hello hello-world:linux`),
  checks: [
    exits(0),
    prints(contains(text`Hello from Docker!`)),
    { kind: 'container', name: text`hello`, state: 'exited' },
    { kind: 'image', name: text`hello-world:linux`, state: 'present' },
  ],
  undo: run(sh`docker rm -f hello && docker rmi -f hello-world:linux`),
})

export const echo = step('echo', {
  title: { en: 'Run a command in Debian', 'zh-cn': '在 Debian 里运行一条命令' },
  action: run(sh`docker run --rm --name echo debian:13 echo "HELLO WORLD"`),
  checks: [
    exits(0),
    prints(equals(text`HELLO WORLD`)),
    { kind: 'image', name: text`debian:13`, state: 'present' },
    {
      kind: 'container',
      name: text`echo`,
      state: 'absent',
      mayHoldBefore: 'The container comes and goes within the step.',
    },
  ],
  undo: run(sh`docker rmi -f debian:13`),
})
