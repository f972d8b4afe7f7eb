import {
  type Check,
  type Match,
  complains,
  contains,
  equals,
  exits,
  matches,
  prints,
  run,
  sh,
  step,
  text,
} from '../model/index.ts'
import { runs } from '../of-container.ts'

const health = (status: 'starting' | 'healthy' | 'unhealthy'): Check => ({
  kind: 'inspect',
  of: 'container',
  name: text`patient`,
  at: '/State/Health/Status',
  match: equals(text`${status}`),
  within: '30s',
})

/** What the engine records of a container that it keeps restarting; it may be too busy to answer at once. */
const restarting = (container: 'tries' | 'stays', at: string, match: Match): Check => ({
  kind: 'inspect',
  of: 'container',
  name: text`${container}`,
  at,
  match,
  within: '30s',
})

export const restartOnFailure = step('restart-on-failure', {
  title: { en: 'Restart it on failure, at most twice', 'zh-cn': '失败时重启，最多两次' },
  action: run(sh`docker run -d --restart on-failure:2 --name tries busybox:1.37 false`),
  checks: [
    exits(0),
    restarting('tries', '/HostConfig/RestartPolicy/Name', equals(text`on-failure`)),
    restarting('tries', '/HostConfig/RestartPolicy/MaximumRetryCount', equals(text`2`)),
    restarting('tries', '/RestartCount', equals(text`2`)),
    { kind: 'container', name: text`tries`, state: 'exited', within: '30s' },
  ],
  undo: run(sh`docker rm -f tries`),
})

export const restartUnlessStopped = step('restart-unless-stopped', {
  title: { en: 'Restart it unless it was stopped', 'zh-cn': '除非手动停止，否则总是重启' },
  action: run(sh`docker run -d --restart unless-stopped --name stays busybox:1.37 true`),
  checks: [
    exits(0),
    prints(matches(/^[0-9a-f]{64}$/)),
    restarting('stays', '/HostConfig/RestartPolicy/Name', equals(text`unless-stopped`)),
    restarting('stays', '/Config/Cmd', equals(text`["true"]`)),
    restarting('stays', '/RestartCount', matches(/^[1-9]/)),
  ],
  undo: run(sh`docker rm -f stays`),
})

export const stopStays = step('stop-stays', {
  title: { en: 'Stop it for good', 'zh-cn': '让它真正停下' },
  action: run(sh`docker stop stays`),
  checks: [exits(0), { kind: 'container', name: text`stays`, state: 'exited' }],
  undo: run(sh`docker start stays`),
})

export const healthStarting = step('health-starting', {
  title: { en: 'Run one with a health check', 'zh-cn': '运行一个带健康检查的容器' },
  action: run(
    sh`docker run -d --name patient --health-cmd 'test -f /tmp/ready' --health-interval 1s --health-retries 1 --health-start-period 60s --health-start-interval 1s busybox:1.37 tail -f /dev/null`,
  ),
  checks: [
    exits(0),
    health('starting'),
    {
      kind: 'inspect',
      of: 'container',
      name: text`patient`,
      at: '/Config/Healthcheck',
      match: equals(
        text`{"Test":["CMD-SHELL","test -f /tmp/ready"],"Interval":1000000000,"StartPeriod":60000000000,"StartInterval":1000000000,"Retries":1}`,
      ),
    },
    { kind: 'container', name: text`patient`, state: 'running' },
    runs('patient', 'tail', '-f', '/dev/null'),
  ],
  undo: run(sh`docker rm -f patient`),
  deadline: '1m',
})

export const healthy = step('healthy', {
  title: { en: 'Make the health check pass', 'zh-cn': '让健康检查通过' },
  action: run(sh`docker exec patient touch /tmp/ready`),
  checks: [exits(0), health('healthy')],
  undo: run(sh`docker exec patient rm -f /tmp/ready`),
})

export const unhealthy = step('unhealthy', {
  title: { en: 'Make the health check fail', 'zh-cn': '让健康检查失败' },
  action: run(sh`docker exec patient rm /tmp/ready`),
  checks: [exits(0), health('unhealthy')],
  undo: 'nothing', // It undoes an earlier step.
  undoes: [healthy],
})

export const rmRefused = step('rm-refused', {
  title: { en: 'Try to remove one that runs', 'zh-cn': '试着删除正在运行的容器' },
  action: run(sh`docker rm patient`),
  expectFailure: { kind: 'exits', code: 1 },
  checks: [
    exits(1),
    complains(contains(text`container is running`)),
    { kind: 'container', name: text`patient`, state: 'running' },
  ],
  undo: 'nothing',
  idempotent: 'The lesson is that it still runs, as before.',
})

export const rmForce = step('rm-force', {
  title: { en: 'Remove it by force', 'zh-cn': '强制删除它' },
  action: run(sh`docker rm -f patient`),
  checks: [exits(0), { kind: 'container', name: text`patient`, state: 'absent' }],
  undo: 'nothing', // Removing is the undo of those steps.
  undoes: [healthStarting],
})
