import { contains, equals, exits, fromStdout, matches, perTarget, prints, run, sh, step, text } from '../model/index.ts'
import { engineName } from './engine.ts'

const onlyLooks = 'It only looks; the container has run since an earlier step.'
const look = { kind: 'inspect', of: 'container', name: text`shipshape-look` } as const

export const containerName = step('container-name', {
  title: { en: 'Show the host name of a container', 'zh-cn': '查看容器的主机名' },
  action: run(sh`docker exec shipshape-busybox hostname`),
  saves: { name: fromStdout(/^[0-9a-f]{12}$/) },
  checks: ({ name }) => [
    exits(0),
    {
      kind: 'inspect',
      of: 'container',
      name: text`shipshape-busybox`,
      at: '/Config/Hostname',
      match: equals(text`${name}`),
    },
    { kind: 'container', name: text`${name}`, state: 'running' },
  ],
  undo: 'nothing',
  idempotent: onlyLooks,
})

export const startLook = step('look', {
  title: { en: 'Start a container that can see the VM', 'zh-cn': '启动一个能看到虚拟机的容器' },
  action: run(sh`docker run -d --name shipshape-look --privileged --pid=host busybox:1.37 sleep infinity`),
  checks: [
    exits(0),
    { kind: 'container', name: text`shipshape-look`, state: 'running' },
    { ...look, at: '/Config/Image', match: equals(text`busybox:1.37`) },
    { ...look, at: '/Config/Cmd', match: equals(text`["sleep","infinity"]`) },
    { ...look, at: '/HostConfig/Privileged', match: equals(text`true`) },
    { ...look, at: '/HostConfig/PidMode', match: equals(text`host`) },
  ],
  undo: run(sh`docker rm -f shipshape-look`),
})

export const hiddenName = step('hidden-name', {
  title: { en: 'Show the host name of the VM', 'zh-cn': '查看虚拟机的主机名' },
  action: run(sh`docker exec shipshape-look nsenter -t 1 -u hostname`),
  checks: perTarget(
    [
      exits(0),
      prints(equals(text`${engineName.saved.name}`)),
      {
        kind: 'file',
        where: 'guest',
        path: text`/etc/hostname`,
        state: 'present',
        content: equals(text`${engineName.saved.name}`),
      },
    ],
    // Some engines run in a container of their own, with a name of its own.
    { engine: [exits(0), prints(matches(/^\S+$/))] },
  ),
  undo: 'nothing',
  idempotent: onlyLooks,
})

const seesEngine = prints(contains(text`dockerd`))

export const hiddenProcesses = step('hidden-processes', {
  title: { en: 'See the engine from inside a container', 'zh-cn': '在容器里看到引擎本身' },
  action: run(sh`docker exec shipshape-look ps`),
  checks: perTarget(
    [exits(0), seesEngine, { kind: 'process', where: 'guest', command: text`dockerd`, state: 'running' }],
    {
      engine: [exits(0), seesEngine],
    },
  ),
  undo: 'nothing',
  idempotent: onlyLooks,
})

export const endSystems = step('end-systems', {
  title: { en: 'Remove the three containers', 'zh-cn': '删除这三个容器' },
  action: run(sh`docker rm -f shipshape-debian shipshape-busybox shipshape-look`),
  checks: [
    exits(0),
    { kind: 'container', name: text`shipshape-debian`, state: 'absent' },
    { kind: 'container', name: text`shipshape-busybox`, state: 'absent' },
    { kind: 'container', name: text`shipshape-look`, state: 'absent' },
  ],
  undo: 'nothing', // It undoes earlier steps.
  undoes: [startLook],
})
