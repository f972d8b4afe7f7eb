import {
  type Check,
  contains,
  equals,
  exits,
  nothing,
  prints,
  run,
  runInside,
  sh,
  step,
  type Text,
  text,
  writeInside,
} from '../model/index.ts'
import { of } from '../of-container.ts'

const holds = (content: Text): Check => ({
  ...{ kind: 'file', where: 'guest', path: text`/home/docker/mine/settings.txt`, state: 'present' },
  content: equals(content),
})

// The client sends them in no fixed order.
const mounts = [text`"/home/docker/mine/settings.txt:/settings.txt"`, text`"/home/docker/mine:/folder"`]

export const settings = step('settings', {
  title: { en: 'Write a file of settings in the VM', 'zh-cn': '在虚拟机里写一个配置文件' },
  action: writeInside(
    text`/home/docker/mine/settings.txt`,
    text`colour=red
`,
  ),
  checks: [
    holds(text`colour=red
`),
  ],
  undo: runInside(sh`rm -f /home/docker/mine/settings.txt`),
})

export const single = step('single', {
  title: { en: 'Mount the file, and its folder', 'zh-cn': '挂载这个文件，也挂载它的目录' },
  action: run(
    sh`docker run -d --name binds-single -v /home/docker/mine/settings.txt:/settings.txt -v /home/docker/mine:/folder busybox:1.37 sleep infinity`,
  ),
  checks: [
    exits(0),
    { kind: 'container', name: text`binds-single`, state: 'running' },
    ...mounts.map((mount): Check => ({ ...of('binds-single'), at: '/HostConfig/Binds', match: contains(mount) })),
    { ...of('binds-single'), at: '/Config/Image', match: equals(text`busybox:1.37`) },
  ],
  undo: run(sh`docker rm -f binds-single`),
})

export const replace = step('replace', {
  title: { en: 'Change the file as many editors do', 'zh-cn': '像许多编辑器那样修改文件' },
  action: runInside(sh`sed -i s/red/blue/ /home/docker/mine/settings.txt`),
  checks: [exits(0), holds(text`colour=blue`)],
  undo: nothing('The file is removed by the undo of the step that wrote it.'),
})

export const old = step('old', {
  title: { en: 'Read both in the container', 'zh-cn': '在容器里读取两者' },
  action: run(sh`docker exec binds-single cat /settings.txt /folder/settings.txt`),
  checks: [
    exits(0),
    prints(
      equals(text`colour=red
colour=blue`),
    ),
    holds(text`colour=blue`),
  ],
  undo: 'nothing',
  idempotent: 'It only looks; the file was replaced in the step before.',
})

export const restart = step('restart', {
  title: { en: 'Restart the container, and read again', 'zh-cn': '重启容器，再读一次' },
  action: run(sh`docker restart -t 0 binds-single && docker exec binds-single cat /settings.txt`),
  checks: [
    exits(0),
    prints(
      equals(text`binds-single
colour=blue`),
    ),
    {
      ...{ kind: 'container', name: text`binds-single`, state: 'running' },
      mayHoldBefore: 'It must run again.',
    },
  ],
  undo: nothing('The container is removed by the undo of the step that started it.'),
})
