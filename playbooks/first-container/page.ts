import {
  type Checks,
  complains,
  contains,
  equals,
  exits,
  gone,
  matches,
  nothing,
  perTarget,
  prints,
  run,
  sh,
  step,
  target,
  text,
  write,
} from '../model/index.ts'
import { address, hello } from './run.ts'

const first = text`<h1>My first page</h1>
`
const changed = text`<h1>Changed without a restart</h1>`

// In the lab, `code` in the reader's home is shared with the VM. On the reader's own engine, it is in the run's folder.
export const page = step('page', {
  title: { en: 'Write a page of your own', 'zh-cn': '写一个你自己的页面' },
  action: write(text`code/first/index.html`, first),
  checks: [
    { kind: 'file', where: 'host', path: text`code/first/index.html`, state: 'present', content: equals(first) },
  ],
  undo: run(sh`rm -rf code/first`),
})

const server = { kind: 'inspect', of: 'container', name: text`first-page` } as const

export const serve = step('serve', {
  title: { en: 'Serve your folder', 'zh-cn': '用服务器提供你的目录' },
  action: run(sh`docker run -d --name first-page -p 8081:80 -v "$PWD/code/first":/usr/share/nginx/html:ro nginx:1.26`),
  checks: [
    exits(0),
    prints(matches(/^[0-9a-f]{64}$/)),
    { kind: 'container', name: text`first-page`, state: 'running' },
    { ...server, at: '/Config/Image', match: equals(text`nginx:1.26`) },
    { ...server, at: '/Mounts/0/RW', match: equals(text`false`) },
    { kind: 'published-port', container: text`first-page`, guestPort: 80, hostPort: text`8081` },
    { kind: 'http', url: address, status: 200, body: equals(first), within: '30s' },
  ],
  undo: run(sh`docker rm -f first-page`),
})

const opens = (body: typeof first): Checks => [
  exits(0),
  prints(equals(body)),
  { kind: 'http', url: address, status: 200, body: equals(body) },
]

export const open = step('open', {
  title: { en: 'Open your page', 'zh-cn': '打开你的页面' },
  action: run(sh`curl -s http://${target.address}:8081/`),
  checks: opens(first),
  undo: 'nothing',
  idempotent: 'It only looks; the page has been served since the step before.',
})

export const edit = step('edit', {
  title: { en: 'Change the page', 'zh-cn': '修改页面' },
  action: run(sh`echo '<h1>Changed without a restart</h1>' > code/first/index.html`),
  checks: [
    exits(0),
    { kind: 'file', where: 'host', path: text`code/first/index.html`, state: 'present', content: equals(changed) },
    { kind: 'http', url: address, status: 200, body: equals(changed), within: '10s' },
  ],
  undo: nothing('The file is removed with its folder, by the undo of the step that wrote it.'),
})

export const reload = step('reload', {
  title: { en: 'Reload it', 'zh-cn': '刷新页面' },
  action: run(sh`curl -s http://${target.address}:8081/`),
  checks: opens(changed),
  undo: 'nothing',
  idempotent: 'It only looks; the page was changed in the step before.',
})

export const stop = step('stop', {
  title: { en: 'Stop the server', 'zh-cn': '停止服务器' },
  action: run(sh`docker stop first-page`),
  checks: [
    exits(0),
    prints(equals(text`first-page`)),
    { kind: 'container', name: text`first-page`, state: 'exited' },
    { kind: 'port', host: text`${target.address}`, port: 8081, state: 'refused', within: '10s' },
  ],
  undo: run(sh`docker start first-page`),
})

export const refused = step('refused', {
  title: { en: 'Try to open it now: connection refused', 'zh-cn': '现在再打开它：连接被拒绝' },
  action: run(sh`curl -sS http://${target.address}:8081/`),
  expectFailure: { kind: 'exits', code: 7 },
  checks: [
    exits(7),
    complains(contains(text`port 8081`)),
    { kind: 'port', host: text`${target.address}`, port: 8081, state: 'refused' },
  ],
  undo: 'nothing',
  idempotent: 'It only looks; the server was stopped in the step before.',
})

export const start = step('start', {
  title: { en: 'Start it again', 'zh-cn': '再次启动它' },
  action: run(sh`docker start first-page`),
  checks: [
    exits(0),
    { kind: 'container', name: text`first-page`, state: 'running' },
    { kind: 'http', url: address, status: 200, body: equals(changed), within: '30s' },
  ],
  undo: 'nothing', // It undoes an earlier step.
  undoes: [stop],
})

const cleared: Checks = [
  exits(0),
  ...['first-page', 'first-hello'].map(gone),
  { kind: 'folder', where: 'host', path: text`code/first`, state: 'absent' },
]

export const cleanUp = step('clean-up', {
  title: { en: 'Remove what you made', 'zh-cn': '删除你创建的东西' },
  action: perTarget(
    run(sh`docker rm -f first-page first-hello && docker rmi hello-world nginx:1.26 && rm -rf code/first`),
    // The images may have been the reader's before.
    { engine: run(sh`docker rm -f first-page first-hello && rm -rf code/first`) },
  ),
  checks: perTarget<Checks>(
    [
      ...cleared,
      { kind: 'image', name: text`hello-world`, state: 'absent' },
      { kind: 'image', name: text`nginx:1.26`, state: 'absent' },
    ],
    { engine: cleared },
  ),
  undo: 'nothing', // It undoes earlier steps.
  undoes: [hello, page, serve],
})
