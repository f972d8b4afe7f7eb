import { equals, excludes, exits, fromStdout, gone, matches, prints, run, sh, step, text } from '../model/index.ts'
import { runs } from '../of-container.ts'
import { restartOnFailure, restartUnlessStopped, stopStays } from './care.ts'
import { exitKilled, exitNotExecutable, exitNotFound, exitOne } from './exits.ts'
import { limited } from './limits.ts'

export const leftBehind = step('left-behind', {
  title: { en: 'Leave a container and a volume behind', 'zh-cn': '留下一个容器和一个卷' },
  action: run(sh`docker run -v notes:/notes --name once busybox:1.37 echo 'Hello World'`),
  checks: [
    exits(0),
    prints(equals(text`Hello World`)),
    { kind: 'container', name: text`once`, state: 'exited' },
    runs('once', 'echo', 'Hello World'),
    { kind: 'inspect', of: 'container', name: text`once`, at: '/Config/Image', match: equals(text`busybox:1.37`) },
    {
      kind: 'inspect',
      of: 'container',
      name: text`once`,
      at: '/HostConfig/Binds',
      match: equals(text`["notes:/notes"]`),
    },
    { kind: 'volume', name: text`notes`, state: 'present' },
  ],
  undo: run(sh`docker rm -f once; docker volume rm -f notes`),
})

export const systemDf = step('system-df', {
  title: { en: 'See what takes up the disk', 'zh-cn': '看是什么占用了磁盘' },
  action: run(sh`docker system df`),
  checks: [
    exits(0),
    prints(matches(/^Images +\d/)),
    prints(matches(/^Containers +\d/)),
    prints(matches(/^Local Volumes +\d/)),
    { kind: 'volume', name: text`notes`, state: 'present' },
  ],
  undo: 'nothing',
  idempotent: 'It only looks; what it counts was made before.',
})

export const labelled = step('labelled', {
  title: { en: 'Leave a container behind, with a label', 'zh-cn': '留下一个带标签的容器' },
  action: run(sh`docker run --label lesson=prune --name leftover busybox:1.37 true`),
  checks: [
    exits(0),
    { kind: 'container', name: text`leftover`, state: 'exited' },
    { kind: 'inspect', of: 'container', name: text`leftover`, at: '/Config/Labels/lesson', match: equals(text`prune`) },
    runs('leftover', 'true'),
  ],
  undo: run(sh`docker rm -f leftover`),
})

export const pruneOld = step('prune-old', {
  title: { en: 'Prune containers made more than a day ago', 'zh-cn': '清理一天以前创建的容器' },
  action: run(sh`docker container prune -f --filter until=24h`),
  checks: [
    exits(0),
    prints(equals(text`Total reclaimed space: 0B`)),
    { kind: 'container', name: text`leftover`, state: 'exited' },
  ],
  undo: 'nothing',
  idempotent: 'The lesson is that it spares what is younger.',
})

export const pruneLabelled = step('prune-labelled', {
  title: { en: 'Prune containers with that label', 'zh-cn': '清理带那个标签的容器' },
  action: run(sh`docker container prune -f --filter label=lesson=prune`),
  checks: [exits(0), prints(matches(/^Deleted Containers:\n[0-9a-f]{64}\n\nTotal/)), gone('leftover')],
  undo: 'nothing', // Removing is the undo of those steps.
  undoes: [labelled],
})

export const commitNameless = step('commit-nameless', {
  title: { en: 'Make a dangling image', 'zh-cn': '创建一个悬空镜像' },
  action: run(sh`docker commit once`),
  saves: { image: fromStdout(/^sha256:[0-9a-f]{64}$/) },
  checks: ({ image }) => [
    exits(0),
    { kind: 'image', name: text`${image}`, state: 'present' },
    { kind: 'inspect', of: 'image', name: text`${image}`, at: '/RepoTags', match: matches(/^(\[\]|null)$/) },
    {
      kind: 'inspect',
      of: 'image',
      name: text`${image}`,
      at: '/Config/Cmd',
      match: equals(text`["echo","Hello World"]`),
    },
  ],
  undo: run(sh`docker image prune -f`),
})

export const pruneImages = step('prune-images', {
  title: { en: 'Prune dangling images', 'zh-cn': '清理悬空镜像' },
  action: run(sh`docker image prune -f`),
  checks: [
    exits(0),
    prints(excludes(text`busybox`)),
    { kind: 'image', name: text`${commitNameless.saved.image}`, state: 'absent' },
  ],
  undo: 'nothing', // Removing is the undo of those steps.
  undoes: [commitNameless],
})

export const cleanUp = step('clean-up', {
  title: { en: 'Remove the rest by name', 'zh-cn': '按名字删除剩下的' },
  action: run(
    sh`docker rm -f limited fails not-a-program no-such-program greedy tries stays once && docker volume rm notes`,
  ),
  checks: [
    exits(0),
    ...['limited', 'fails', 'not-a-program', 'no-such-program', 'greedy', 'tries', 'stays', 'once'].map(gone),
    { kind: 'volume', name: text`notes`, state: 'absent' },
  ],
  undo: 'nothing', // Removing is the undo of those steps.
  undoes: [
    ...[limited, exitOne, exitNotExecutable, exitNotFound, exitKilled],
    ...[restartOnFailure, restartUnlessStopped, stopStays, leftBehind],
  ],
})
