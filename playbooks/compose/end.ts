import { type Check, contains, equals, exits, gone, nothing, run, sh, step, target, text } from '../model/index.ts'
import { app, compose, dockerfile, env, override, page, whole } from './files.ts'
import { address, runs, secondAddress, sign, up } from './first.ts'
import { again, scale, scaleFails } from './whole.ts'

const changed = text`<h1>GREETING, all of you</h1>
<p>Guests: GUESTS</p>`
const served = text`<h1>Welcome, all of you</h1>
<p>Guests: Ada</p>`

const watching = {
  kind: 'process',
  where: 'host',
  command: text`compose watch --no-up`,
  state: 'running',
  within: '20s',
} as const

export const watch = step('watch', {
  title: { en: 'Watch the page for changes', 'zh-cn': '监视页面的改动' },
  action: run(sh`docker compose watch --no-up >watch.log 2>&1 &`),
  checks: [
    exits(0),
    watching,
    {
      ...{ kind: 'file', where: 'host', path: text`watch.log`, state: 'present', within: '60s' },
      content: contains(text`Watch enabled`),
    },
    ...runs('guestbook-web-1', 'guestbook-web-2').map((check) => ({
      ...check,
      mayHoldBefore: 'They must go on running: nothing is restarted.',
    })),
  ],
  undo: run(sh`kill $!; rm -f watch.log`),
})

export const edit = step('edit', {
  title: { en: 'Change the page', 'zh-cn': '修改页面' },
  action: run(sh`sed -i.before 's/GREETING/GREETING, all of you/' web/page.html`),
  checks: [
    exits(0),
    { kind: 'file', where: 'host', path: text`web/page.html`, state: 'present', content: equals(changed) },
    ...[address, secondAddress].map((url): Check => ({
      ...{ kind: 'http', url, status: 200, within: '30s' },
      body: equals(served),
    })),
  ],
  undo: nothing('The file is removed with its folder, by the undo of the step that wrote it.'),
})

export const stopWatch = step('stop-watch', {
  title: { en: 'Stop watching', 'zh-cn': '停止监视' },
  action: run(sh`kill $!`),
  checks: [exits(0), { ...watching, state: 'absent' }],
  undo: 'nothing', // It undoes an earlier step.
  undoes: [watch],
})

export const down = step('down', {
  title: { en: 'Remove the containers', 'zh-cn': '删除容器' },
  action: run(sh`docker compose down`),
  checks: [
    exits(0),
    ...['guestbook-web-1', 'guestbook-web-2', 'guestbook-db-1'].map(gone),
    { kind: 'network', name: text`guestbook_default`, state: 'absent' },
    {
      ...{ kind: 'volume', name: text`guestbook_data`, state: 'present' },
      mayHoldBefore: 'The volume must stay.',
    },
  ],
  undo: 'nothing', // It undoes earlier steps.
  undoes: [again, scaleFails, scale],
})

export const back = step('back', {
  title: { en: 'Start again: the guests are still there', 'zh-cn': '再次启动：客人还在' },
  action: run(sh`docker compose up -d`),
  checks: [
    exits(0),
    ...runs('guestbook-web-1', 'guestbook-db-1'),
    { kind: 'http', url: address, status: 200, body: contains(text`Guests: Ada`), within: '60s' },
  ],
  undo: run(sh`docker compose down`),
  deadline: '3m',
})

export const destroy = step('destroy', {
  title: { en: 'Remove the volume too', 'zh-cn': '连卷一起删除' },
  action: run(sh`docker compose down -v`),
  checks: [
    exits(0),
    ...['guestbook-web-1', 'guestbook-db-1'].map(gone),
    { kind: 'volume', name: text`guestbook_data`, state: 'absent' },
    { kind: 'network', name: text`guestbook_default`, state: 'absent' },
    { kind: 'port', host: text`${target.address}`, port: 8082, state: 'refused', within: '10s' },
  ],
  undo: 'nothing', // It undoes earlier steps.
  undoes: [back, sign],
})

const absent = (path: string): Check => ({ kind: 'file', where: 'host', path: text`${path}`, state: 'absent' })

export const cleanUp = step('clean-up', {
  title: { en: 'Remove the image and the files', 'zh-cn': '删除镜像和文件' },
  action: run(sh`docker compose down --rmi local && rm -rf web compose.yaml compose.override.yaml .env watch.log`),
  checks: [
    exits(0),
    { kind: 'image', name: text`guestbook-web`, state: 'absent' },
    { kind: 'folder', where: 'host', path: text`web`, state: 'absent' },
    ...['compose.yaml', 'compose.override.yaml', '.env', 'watch.log'].map(absent),
  ],
  undo: 'nothing', // It undoes earlier steps.
  undoes: [app, page, dockerfile, compose, env, whole, override, up, edit],
})
