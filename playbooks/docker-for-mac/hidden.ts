import { contains, equals, exits, matches, perTarget, prints, run, sh, step, text } from '../model/index.ts'
import { engineName } from './engine.ts'

const leavesNothing = 'It only looks, and its container is removed at once.'
const isGone = { kind: 'container', name: text`shipshape-look`, state: 'absent' } as const

export const containerName = step('container-name', {
  title: { en: 'Ask a container for its host name', 'zh-cn': '问容器它的主机名' },
  action: run(sh`docker run --rm --name shipshape-look busybox:1.37 hostname`),
  checks: [exits(0), prints(matches(/^[0-9a-f]{12}$/)), isGone],
  undo: run(sh`docker rm -f shipshape-look`),
  idempotent: leavesNothing,
})

export const hiddenName = step('hidden-name', {
  title: { en: 'Ask the machine around the container', 'zh-cn': '问容器外面的那台机器' },
  action: run(sh`docker run --rm --name shipshape-look --privileged --pid=host busybox:1.37 nsenter -t 1 -u hostname`),
  checks: perTarget(
    [exits(0), prints(equals(text`${engineName.saved.name}`)), { kind: 'file', where: 'guest', path: text`/etc/hostname`, state: 'present', content: equals(text`${engineName.saved.name}`) }, isGone],
    // Some engines run in a container of their own and have a name of their own.
    { engine: [exits(0), prints(matches(/^\S+$/)), isGone] },
  ),
  undo: run(sh`docker rm -f shipshape-look`),
  idempotent: leavesNothing,
})

export const hiddenProcesses = step('hidden-processes', {
  title: { en: 'See the engine from inside a container', 'zh-cn': '在容器里看到引擎本身' },
  action: run(sh`docker run --rm --name shipshape-look --pid=host busybox:1.37 ps`),
  checks: perTarget(
    [exits(0), prints(contains(text`dockerd`)), { kind: 'process', where: 'guest', command: text`dockerd`, state: 'running' }, isGone],
    { engine: [exits(0), prints(contains(text`dockerd`)), isGone] },
  ),
  undo: run(sh`docker rm -f shipshape-look`),
  idempotent: leavesNothing,
})
