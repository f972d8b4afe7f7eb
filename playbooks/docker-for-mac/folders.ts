import {
  complains,
  contains,
  equals,
  exits,
  matches,
  prints,
  run,
  sh,
  step,
  target,
  text,
  write,
  nothing,
} from '../model/index.ts'

const written = text`<h1>Written on the Mac</h1>
`
const changed = text`<h1>Changed on the Mac</h1>`
const site = text`http://${target.address}:8880/`

// In the lab, `code` in the reader's home is shared with the VM. On the reader's own engine, it is in the run's folder.
export const page = step('page', {
  title: { en: 'Write a page on your own computer', 'zh-cn': '在自己的电脑上写一个页面' },
  action: write(text`code/site/index.html`, written),
  checks: [
    { kind: 'file', where: 'host', path: text`code/site/index.html`, state: 'present', content: equals(written) },
  ],
  undo: run(sh`rm -rf code/site`),
})

const server = { kind: 'inspect', of: 'container', name: text`shipshape-web` } as const

export const web = step('web', {
  title: { en: 'Serve the folder from a container', 'zh-cn': '用容器提供这个目录' },
  action: run(
    sh`docker run -d --name shipshape-web -p 8880:80 -v "$PWD/code/site":/www:ro busybox:1.37 httpd -f -h /www`,
  ),
  checks: [
    exits(0),
    prints(matches(/^[0-9a-f]{64}$/)),
    { kind: 'container', name: text`shipshape-web`, state: 'running' },
    { kind: 'published-port', container: text`shipshape-web`, guestPort: 80, hostPort: text`8880` },
    { ...server, at: '/Config/Image', match: equals(text`busybox:1.37`) },
    { ...server, at: '/Mounts/0/RW', match: equals(text`false`) },
    { kind: 'http', url: site, status: 200, body: equals(written), within: '20s' },
  ],
  undo: run(sh`docker rm -f shipshape-web`),
})

export const fetchPage = step('fetch', {
  title: { en: 'Open it from your own computer', 'zh-cn': '从自己的电脑打开它' },
  action: run(sh`curl -s http://${target.address}:8880/`),
  checks: [exits(0), prints(equals(written)), { kind: 'http', url: site, status: 200, body: equals(written) }],
  undo: 'nothing',
  idempotent: 'It only looks; the page has been served since the step before.',
})

export const edit = step('edit', {
  title: { en: 'Change the page on your own computer', 'zh-cn': '在自己的电脑上修改页面' },
  action: run(sh`echo '<h1>Changed on the Mac</h1>' > code/site/index.html`),
  checks: [exits(0), { kind: 'http', url: site, status: 200, body: equals(changed), within: '10s' }],
  undo: nothing('The file is removed with its folder, by the undo of the step that wrote it.'),
})

export const readOnly = step('read-only', {
  title: { en: 'See that the container may only read', 'zh-cn': '确认容器只能读取' },
  action: run(sh`docker exec shipshape-web touch /www/answer.txt`),
  expectFailure: { kind: 'exits', code: 1 },
  checks: [
    exits(1),
    complains(contains(text`/www/answer.txt: Read-only file system`)),
    { kind: 'file', where: 'host', path: text`code/site/answer.txt`, state: 'absent' },
  ],
  undo: 'nothing',
  idempotent: 'The lesson is that nothing changes.',
})

const writer = { kind: 'inspect', of: 'container', name: text`shipshape-write` } as const

export const writeBack = step('write-back', {
  title: { en: 'Write a file in a container, find it on your computer', 'zh-cn': '在容器里写文件，在电脑上找到它' },
  action: run(
    sh`docker run --name shipshape-write -v "$PWD/code/site":/site busybox:1.37 sh -c 'echo "from the container" > /site/answer.txt'`,
  ),
  checks: [
    exits(0),
    {
      kind: 'file',
      where: 'host',
      path: text`code/site/answer.txt`,
      state: 'present',
      content: equals(text`from the container`),
    },
    { kind: 'container', name: text`shipshape-write`, state: 'exited' },
    { ...writer, at: '/Config/Image', match: equals(text`busybox:1.37`) },
  ],
  undo: run(sh`docker rm -f shipshape-write; rm -f code/site/answer.txt`),
})

const typo = { kind: 'inspect', of: 'container', name: text`shipshape-typo` } as const

export const emptyFolder = step('empty-folder', {
  title: { en: 'Mistype the folder: no error, and nothing in it', 'zh-cn': '写错目录：没有报错，里面却是空的' },
  action: run(sh`docker run --name shipshape-typo -v "$PWD/code/sight":/site busybox:1.37 ls /site`),
  checks: [
    exits(0),
    prints(equals(text``)),
    { kind: 'container', name: text`shipshape-typo`, state: 'exited' },
    { ...typo, at: '/Config/Image', match: equals(text`busybox:1.37`) },
    { ...typo, at: '/Config/Cmd', match: equals(text`["ls","/site"]`) },
    { ...typo, at: '/Mounts/0/Source', match: matches(/\/code\/sight$/) },
    { ...typo, at: '/Mounts/0/Destination', match: equals(text`/site`) },
    // Docker creates what does not exist.
    { kind: 'folder', where: 'host', path: text`code/sight`, state: 'empty' },
  ],
  undo: run(sh`docker rm -f shipshape-typo; rm -rf code/sight`),
})
