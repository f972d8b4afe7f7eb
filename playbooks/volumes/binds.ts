import {
  comesAndGoes,
  complains,
  contains,
  equals,
  exits,
  prints,
  run,
  runInside,
  sh,
  step,
  text,
} from '../model/index.ts'

// Bind mounts use folders of the Docker host, so the guide works in the VM itself.
const page = text`<h1>Written in the VM</h1>
`

export const machinePage = step('machine-page', {
  title: { en: 'Write a page on the Docker host', 'zh-cn': '在宿主机上写一个页面' },
  action: { kind: 'file', where: 'guest', path: text`/home/docker/pages/index.html`, content: page },
  checks: [
    {
      kind: 'file',
      where: 'guest',
      path: text`/home/docker/pages/index.html`,
      state: 'present',
      content: equals(page),
    },
  ],
  undo: runInside(sh`rm -rf /home/docker/pages`),
})

export const bindRead = step('bind-read', {
  title: { en: 'Read it in a container', 'zh-cn': '在容器里读它' },
  action: run(sh`docker run -v /home/docker/pages:/pages --name page-reader busybox:1.37 cat /pages/index.html`),
  checks: [
    exits(0),
    prints(equals(page)),
    { kind: 'container', name: text`page-reader`, state: 'exited' },
    { kind: 'inspect', of: 'container', name: text`page-reader`, at: '/Mounts/0/Type', match: equals(text`bind`) },
    {
      kind: 'inspect',
      of: 'container',
      name: text`page-reader`,
      at: '/Mounts/0/Source',
      match: equals(text`/home/docker/pages`),
    },
  ],
  undo: run(sh`docker rm -f page-reader`),
})

export const bindWrite = step('bind-write', {
  title: { en: 'Write a file in a container', 'zh-cn': '在容器里写文件' },
  action: run(
    sh`docker run --rm --name page-writer -v /home/docker/pages:/pages busybox:1.37 sh -c 'echo "from the container" >/pages/answer.txt'`,
  ),
  checks: [
    exits(0),
    {
      kind: 'file',
      where: 'guest',
      path: text`/home/docker/pages/answer.txt`,
      state: 'present',
      content: equals(text`from the container`),
    },
    comesAndGoes('page-writer'),
  ],
  undo: runInside(sh`docker rm -f page-writer; rm -f /home/docker/pages/answer.txt`),
})

export const bindReadOnly = step('bind-read-only', {
  title: { en: 'Mount it read-only', 'zh-cn': '以只读方式挂载' },
  action: run(sh`docker run -v /home/docker/pages:/pages:ro --name guest busybox:1.37 touch /pages/refused.txt`),
  expectFailure: { kind: 'exits', code: 1 },
  checks: [
    exits(1),
    complains(contains(text`/pages/refused.txt: Read-only file system`)),
    { kind: 'container', name: text`guest`, state: 'exited' },
    { kind: 'inspect', of: 'container', name: text`guest`, at: '/Mounts/0/RW', match: equals(text`false`) },
    {
      kind: 'inspect',
      of: 'container',
      name: text`guest`,
      at: '/HostConfig/Binds',
      match: equals(text`["/home/docker/pages:/pages:ro"]`),
    },
  ],
  undo: run(sh`docker rm -f guest`),
})

export const bindTypo = step('bind-typo', {
  title: { en: 'Mistype the folder', 'zh-cn': '打错目录的名字' },
  action: run(sh`docker run --rm --name lost -v /home/docker/pagse:/pages busybox:1.37 ls /pages`),
  checks: [
    exits(0),
    prints(equals(text``)),
    { kind: 'folder', where: 'guest', path: text`/home/docker/pagse`, state: 'empty' },
    comesAndGoes('lost'),
  ],
  undo: runInside(sh`docker rm -f lost; rm -rf /home/docker/pagse`),
})

export const mountRefuses = step('mount-refuses', {
  title: { en: 'Mistype it again, with --mount', 'zh-cn': '用 --mount 再打错一次' },
  action: run(sh`docker run --mount type=bind,target=/pages,source=/home/docker/paegs busybox:1.37`),
  expectFailure: { kind: 'exits', code: 125 },
  checks: [
    exits(125),
    complains(contains(text`bind source path does not exist: /home/docker/paegs`)),
    { kind: 'folder', where: 'guest', path: text`/home/docker/paegs`, state: 'absent' },
  ],
  undo: 'nothing',
  idempotent: 'The lesson is that nothing is made.',
})
