import { complains, contains, equals, exits, matches, run, sh, step, text } from '../model/index.ts'
import { endedWith, runs } from '../of-container.ts'

export const exitOne = step('exit-1', {
  title: { en: 'Return the program’s own exit code', 'zh-cn': '返回程序自己的退出码' },
  action: run(sh`docker run --name fails busybox:1.37 false`),
  expectFailure: { kind: 'exits', code: 1 },
  checks: [exits(1), { kind: 'container', name: text`fails`, state: 'exited' }, endedWith('fails', 1)],
  undo: run(sh`docker rm -f fails`),
})

export const exitNoImage = step('exit-125', {
  title: { en: 'Mistype the image’s name', 'zh-cn': '打错镜像的名字' },
  action: run(sh`docker run --pull never ununtu:14.04`),
  expectFailure: { kind: 'exits', code: 125 },
  checks: [
    exits(125),
    complains(contains(text`No such image: ununtu:14.04`)),
    { kind: 'image', name: text`ununtu:14.04`, state: 'absent' },
  ],
  undo: 'nothing',
  idempotent: 'The lesson is that there is no such image.',
})

export const exitNotExecutable = step('exit-126', {
  title: { en: 'Run a file that is not executable', 'zh-cn': '运行一个不可执行的文件' },
  action: run(sh`docker run --name not-a-program busybox:1.37 /etc/passwd`),
  expectFailure: { kind: 'exits', code: 126 },
  checks: [
    exits(126),
    complains(matches(/"\/etc\/passwd": permission denied/)),
    { kind: 'container', name: text`not-a-program`, state: 'created' },
    endedWith('not-a-program', 126),
  ],
  undo: run(sh`docker rm -f not-a-program`),
})

export const exitNotFound = step('exit-127', {
  title: { en: 'Run a program that does not exist', 'zh-cn': '运行一个不存在的程序' },
  action: run(sh`docker run --name no-such-program busybox:1.37 bash`),
  expectFailure: { kind: 'exits', code: 127 },
  checks: [
    exits(127),
    complains(matches(/"bash": executable file not found/)),
    { kind: 'container', name: text`no-such-program`, state: 'created' },
    endedWith('no-such-program', 127),
    {
      kind: 'inspect',
      of: 'container',
      name: text`no-such-program`,
      at: '/Config/Image',
      match: equals(text`busybox:1.37`),
    },
  ],
  undo: run(sh`docker rm -f no-such-program`),
})

export const exitKilled = step('exit-137', {
  title: { en: 'Use more memory than allowed', 'zh-cn': '使用超过允许的内存' },
  action: run(sh`docker run -m 16m --name greedy busybox:1.37 dd if=/dev/zero of=/dev/null bs=64M count=1`),
  expectFailure: { kind: 'exits', code: 137 },
  checks: [
    exits(137),
    endedWith('greedy', 137),
    // Not /State/OOMKilled: containerd may lose the event of a container that is killed right after its start, and the
    // engine then says “false” (github.com/containerd/containerd/issues/8893, fixed by pull request 12714).
    { kind: 'inspect', of: 'container', name: text`greedy`, at: '/HostConfig/Memory', match: equals(text`16777216`) },
    runs('greedy', 'dd', 'if=/dev/zero', 'of=/dev/null', 'bs=64M', 'count=1'),
  ],
  undo: run(sh`docker rm -f greedy`),
})
