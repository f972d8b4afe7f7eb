import {
  type Checks,
  complains,
  contains,
  equals,
  exits,
  excludes,
  matches,
  perTarget,
  prints,
  run,
  sh,
  step,
  talk,
  text,
  nothing,
} from '../model/index.ts'
import { runs } from '../of-container.ts'

export const runEcho = step('run-echo', {
  title: { en: 'Run one command in a new container', 'zh-cn': '在新容器里运行一条命令' },
  action: run(sh`docker run --name once busybox:1.37 echo 'Hello World'`),
  checks: [
    exits(0),
    prints(equals(text`Hello World`)),
    { kind: 'container', name: text`once`, state: 'exited' },
    { kind: 'inspect', of: 'container', name: text`once`, at: '/Config/Image', match: equals(text`busybox:1.37`) },
    { kind: 'inspect', of: 'container', name: text`once`, at: '/State/ExitCode', match: equals(text`0`) },
  ],
  undo: run(sh`docker rm -f once`),
})

export const runRm = step('run-rm', {
  title: { en: 'Run one that is removed when it ends', 'zh-cn': '运行一个结束后自动删除的容器' },
  action: run(sh`docker run --rm --name brief busybox:1.37 echo 'Hello again'`),
  checks: [exits(0), prints(equals(text`Hello again`)), { kind: 'container', name: text`brief`, state: 'absent' }],
  undo: run(sh`docker rm -f brief`),
  idempotent: 'The container comes and goes within the step; its words prove that it was there.',
})

export const runShell = step('run-shell', {
  title: { en: 'Work in a container’s shell', 'zh-cn': '在容器的 shell 里工作' },
  action: talk(
    sh`docker run -it --name shell busybox:1.37 sh`,
    { expect: '/ #', send: 'echo kept >/root/note' },
    { expect: '/ #', send: 'exit' },
  ),
  checks: [
    exits(0),
    { kind: 'container', name: text`shell`, state: 'exited' },
    { kind: 'inspect', of: 'container', name: text`shell`, at: '/Config/Tty', match: equals(text`true`) },
    { kind: 'inspect', of: 'container', name: text`shell`, at: '/Config/OpenStdin', match: equals(text`true`) },
    {
      kind: 'container-file',
      container: text`shell`,
      path: text`/root/note`,
      state: 'present',
      content: equals(text`kept`),
    },
  ],
  undo: run(sh`docker rm -f shell`),
})

const workerRuns: Checks = [
  exits(0),
  prints(matches(/^[0-9a-f]{64}$/)),
  { kind: 'container', name: text`worker`, state: 'running' },
  { kind: 'inspect', of: 'container', name: text`worker`, at: '/HostConfig/Init', match: equals(text`true`) },
  runs('worker', 'sh', '-c', 'echo ready; echo careful >&2; exec tail -f /dev/null'),
]

export const runBackground = step('run-background', {
  title: { en: 'Run one in the background', 'zh-cn': '在后台运行一个容器' },
  action: run(
    sh`docker run -d --init --name worker busybox:1.37 sh -c 'echo ready; echo careful >&2; exec tail -f /dev/null'`,
  ),
  checks: perTarget<Checks>(
    [
      ...workerRuns,
      { kind: 'process', where: 'guest', command: text`tail -f /dev/null`, state: 'running', within: '10s' },
    ],
    { engine: workerRuns },
  ),
  undo: run(sh`docker rm -f worker`),
  deadline: '1m',
})

export const create = step('create', {
  title: { en: 'Create one without starting it', 'zh-cn': '创建但不启动' },
  action: run(sh`docker create --name later busybox:1.37 echo 'Started later'`),
  checks: [
    exits(0),
    { kind: 'container', name: text`later`, state: 'created' },
    { kind: 'inspect', of: 'container', name: text`later`, at: '/Config/Image', match: equals(text`busybox:1.37`) },
    runs('later', 'echo', 'Started later'),
  ],
  undo: run(sh`docker rm -f later`),
})

export const startCreated = step('start-created', {
  title: { en: 'Start it and see its output', 'zh-cn': '启动它，查看输出' },
  action: run(sh`docker start -a later`),
  checks: [exits(0), prints(equals(text`Started later`)), { kind: 'container', name: text`later`, state: 'exited' }],
  // A container that has run cannot become one that has not.
  undo: nothing('The container is removed by the undo of the step that created it.'),
})

export const ps = step('ps', {
  title: { en: 'List the running containers', 'zh-cn': '列出正在运行的容器' },
  action: run(sh`docker ps`),
  checks: [
    exits(0),
    prints(matches(/ Up .* worker$/)),
    prints(excludes(text`Exited`)),
    { kind: 'container', name: text`worker`, state: 'running' },
  ],
  undo: 'nothing',
  idempotent: 'It only looks; the container was started before.',
})

export const psAll = step('ps-all', {
  title: { en: 'List stopped containers as well', 'zh-cn': '把已停止的容器也列出来' },
  action: run(sh`docker ps -a`),
  checks: [
    exits(0),
    prints(matches(/ Up .* worker$/)),
    prints(matches(/ Exited \(0\) .* once$/)),
    { kind: 'container', name: text`once`, state: 'exited' },
  ],
  undo: 'nothing',
  idempotent: 'It only looks; the containers were made before.',
})

const bothOutputs: Checks = [exits(0), prints(equals(text`ready`)), complains(contains(text`careful`))]

export const logs = step('logs', {
  title: { en: 'Read the logs of a container', 'zh-cn': '查看容器的日志' },
  action: run(sh`docker logs worker`),
  checks: perTarget<Checks>(
    [
      ...bothOutputs,
      {
        kind: 'inspect',
        of: 'container',
        name: text`worker`,
        at: '/HostConfig/LogConfig/Type',
        match: equals(text`json-file`),
      },
    ],
    // The reader may have chosen another log driver.
    { engine: [...bothOutputs, { kind: 'container', name: text`worker`, state: 'running' }] },
  ),
  undo: 'nothing',
  idempotent: 'It only looks; the words were said at the start.',
})
