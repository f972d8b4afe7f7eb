import { equals, exits, prints, run, sh, step, text } from '../model/index.ts'
import { runs } from '../of-container.ts'

const limit = { kind: 'inspect', of: 'container', name: text`limited` } as const

export const limited = step('limited', {
  title: { en: 'Limit a container’s memory and CPU time', 'zh-cn': '限制容器的内存和 CPU 时间' },
  action: run(sh`docker run -d --init -m 64m --cpus 0.5 --name limited busybox:1.37 tail -f /dev/null`),
  checks: [
    exits(0),
    { kind: 'container', name: text`limited`, state: 'running' },
    { ...limit, at: '/HostConfig/Memory', match: equals(text`67108864`) },
    { ...limit, at: '/HostConfig/NanoCpus', match: equals(text`500000000`) },
    { ...limit, at: '/HostConfig/Init', match: equals(text`true`) },
    runs('limited', 'tail', '-f', '/dev/null'),
  ],
  undo: run(sh`docker rm -f limited`),
  deadline: '1m',
})

export const limitInside = step('limit-inside', {
  title: { en: 'Read the limit in the container', 'zh-cn': '在容器里查看限制' },
  action: run(sh`docker exec limited cat /sys/fs/cgroup/memory.max`),
  checks: [
    exits(0),
    prints(equals(text`67108864`)),
    { ...limit, at: '/HostConfig/Memory', match: equals(text`67108864`) },
  ],
  undo: 'nothing',
  idempotent: 'It only looks; the limit was set when the container was created.',
})
