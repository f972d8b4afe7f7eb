import { equals, exits, run, sh, step, text } from '../model/index.ts'
import { endedWith, runs } from '../of-container.ts'

export const pause = step('pause', {
  title: { en: 'Pause it', 'zh-cn': '暂停它' },
  action: run(sh`docker pause worker`),
  checks: [exits(0), { kind: 'container', name: text`worker`, state: 'paused' }],
  undo: run(sh`docker unpause worker || true`),
})

export const unpause = step('unpause', {
  title: { en: 'Unpause it', 'zh-cn': '让它恢复运行' },
  action: run(sh`docker unpause worker`),
  checks: [exits(0), { kind: 'container', name: text`worker`, state: 'running' }],
  undo: 'nothing', // It undoes an earlier step.
  undoes: [pause],
})

export const stop = step('stop', {
  title: { en: 'Stop it', 'zh-cn': '停止它' },
  action: run(sh`docker stop worker`),
  checks: [exits(0), { kind: 'container', name: text`worker`, state: 'exited' }, endedWith('worker', 143)],
  undo: run(sh`docker start worker`),
})

export const restart = step('restart', {
  title: { en: 'Restart it', 'zh-cn': '重新启动它' },
  action: run(sh`docker restart worker`),
  checks: [exits(0), { kind: 'container', name: text`worker`, state: 'running' }],
  undo: 'nothing', // It undoes an earlier step.
  undoes: [stop],
})

export const kill = step('kill', {
  title: { en: 'Kill it', 'zh-cn': '强制终止它' },
  action: run(sh`docker kill worker`),
  checks: [exits(0), { kind: 'container', name: text`worker`, state: 'exited' }, endedWith('worker', 137)],
  undo: run(sh`docker start worker`),
})

export const stubborn = step('stubborn', {
  title: { en: 'Run the same program without --init', 'zh-cn': '不加 --init 运行同一个程序' },
  action: run(sh`docker run -d --stop-timeout 1 --name stubborn busybox:1.37 tail -f /dev/null`),
  checks: [
    exits(0),
    { kind: 'container', name: text`stubborn`, state: 'running' },
    { kind: 'inspect', of: 'container', name: text`stubborn`, at: '/Config/StopTimeout', match: equals(text`1`) },
    runs('stubborn', 'tail', '-f', '/dev/null'),
  ],
  undo: run(sh`docker rm -f stubborn`),
  deadline: '1m',
})

export const stopStubborn = step('stop-stubborn', {
  title: { en: 'Stop it: it is killed after the timeout', 'zh-cn': '停止它：超时后被强制终止' },
  action: run(sh`docker stop stubborn`),
  checks: [exits(0), { kind: 'container', name: text`stubborn`, state: 'exited' }, endedWith('stubborn', 137)],
  undo: run(sh`docker start stubborn`),
})
