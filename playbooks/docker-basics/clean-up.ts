import { equals, exits, fromStdout, gone, excludes, matches, prints, run, sh, step, text } from '../model/index.ts'
import { restartOnFailure, restartUnlessStopped, stopStays } from './care.ts'
import { bindRead, bindReadOnly } from './binds.ts'
import { create, runBackground, runEcho, runShell } from './containers.ts'
import { exitKilled, exitNotExecutable, exitNotFound, exitOne, kill, stopStubborn, stubborn } from './ends.ts'
import { copyIn, exec, execShell, rename } from './inside.ts'
import { byName, connectedByName, networkConnect, networkCreate, networkServer, noNames } from './networks.ts'
import { runs } from './of-container.ts'
import { portTaken, publish, publishAll, publishAllOfNone, publishPrivately } from './ports.ts'
import { volumeRestore } from './volumes.ts'

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

export const removeAll = step('remove-all', {
  title: { en: 'Remove this guide’s containers, by name', 'zh-cn': '按名字删除本指南的容器' },
  action: run(
    sh`docker rm -f once shell worker finished stubborn fails not-a-program no-such-program greedy tries stays web second private hidden declared page-reader guest server visitor stranger guide`,
  ),
  checks: [
    exits(0),
    ...['once', 'shell', 'worker', 'finished', 'stubborn', 'fails', 'not-a-program', 'no-such-program'].map(gone),
    ...['greedy', 'tries', 'stays', 'web', 'second', 'private', 'hidden', 'declared', 'page-reader'].map(gone),
    ...['guest', 'server', 'visitor', 'stranger', 'guide'].map(gone),
  ],
  undo: 'nothing', // Removing is the undo of those steps.
  undoes: [
    ...[runEcho, runShell, runBackground, create, rename, exec, execShell, copyIn, kill, stubborn, stopStubborn],
    ...[exitOne, exitNotExecutable, exitNotFound, exitKilled, restartOnFailure, restartUnlessStopped, stopStays],
    ...[publish, portTaken, publishPrivately, publishAllOfNone, publishAll, bindRead, bindReadOnly],
    ...[networkServer, byName, noNames, networkConnect, connectedByName],
  ],
})

export const networkKept = step('network-kept', {
  title: { en: 'Make a network without that label', 'zh-cn': '创建一个没有那个标签的网络' },
  action: run(sh`docker network create lobby`),
  checks: [
    exits(0),
    { kind: 'network', name: text`lobby`, state: 'present' },
    { kind: 'inspect', of: 'network', name: text`lobby`, at: '/Labels', match: equals(text`{}`) },
  ],
  undo: run(sh`docker network rm -f lobby`),
})

export const pruneNetworks = step('prune-networks', {
  title: { en: 'Prune the networks with that label', 'zh-cn': '清理带那个标签的网络' },
  action: run(sh`docker network prune -f --filter label=lesson=prune`),
  checks: [
    exits(0),
    prints(matches(/^Deleted Networks:\nbackstage\n$/)),
    { kind: 'network', name: text`backstage`, state: 'absent' },
    { kind: 'network', name: text`lobby`, state: 'present', mayHoldBefore: 'It has no such label, so it must stay.' },
  ],
  undo: 'nothing', // Removing is the undo of those steps.
  undoes: [networkCreate],
})

export const removeNetwork = step('remove-network', {
  title: { en: 'Remove the other network by name', 'zh-cn': '按名字删除另一个网络' },
  action: run(sh`docker network rm lobby`),
  checks: [exits(0), prints(equals(text`lobby`)), { kind: 'network', name: text`lobby`, state: 'absent' }],
  undo: 'nothing', // Removing is the undo of those steps.
  undoes: [networkKept],
})

export const removeVolume = step('remove-volume', {
  title: { en: 'Remove the named volume', 'zh-cn': '删除那个命名卷' },
  action: run(sh`docker volume rm notes`),
  checks: [exits(0), prints(equals(text`notes`)), { kind: 'volume', name: text`notes`, state: 'absent' }],
  undo: 'nothing', // Removing is the undo of those steps.
  undoes: [volumeRestore],
})
