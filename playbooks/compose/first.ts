import {
  type Checks,
  contains,
  equals,
  excludes,
  exits,
  fromStdout,
  matches,
  nothing,
  type PerTarget,
  perTarget,
  prints,
  run,
  sh,
  step,
  target,
  text,
  type WorldCheck,
} from '../model/index.ts'
import { of } from '../of-container.ts'
import { hasContainers } from '../of-engine.ts'

/** The page of the application, at the first port and at the one that a second container gets. */
export const address = text`http://${target.address}:8082/`
export const secondAddress = text`http://${target.address}:8083/`

export const runs = (...containers: readonly string[]): readonly WorldCheck[] =>
  containers.map((name) => ({ kind: 'container', name: text`${name}`, state: 'running' }))

/** `docker compose run` would create a container of its own. What else is on a reader's own engine is not known. */
export const inExisting = (checks: Checks): PerTarget<Checks> =>
  perTarget<Checks>([...checks, hasContainers(2)], { engine: checks })

const greeted = text`<h1>Hello</h1>
<p>Guests: Ada</p>`

export const version = step('version', {
  title: { en: 'See that Compose is there', 'zh-cn': '确认 Compose 可用' },
  action: run(sh`docker compose version`),
  checks: [
    exits(0),
    prints(matches(/^Docker Compose version v?\d/)),
    { kind: 'engine', endpoint: text`${target.dockerHost}`, state: 'answers' },
  ],
  undo: 'nothing',
  idempotent: 'It only looks; the engine runs already.',
})

export const up = step('up', {
  title: { en: 'Start the application', 'zh-cn': '启动应用' },
  action: run(sh`docker compose up -d`),
  checks: [
    exits(0),
    { kind: 'image', name: text`guestbook-web`, state: 'present' },
    { kind: 'network', name: text`guestbook_default`, state: 'present' },
    { kind: 'volume', name: text`guestbook_data`, state: 'present' },
    ...runs('guestbook-web-1', 'guestbook-db-1'),
    { ...of('guestbook-db-1'), at: '/Mounts/0/Name', match: equals(text`guestbook_data`) },
    { kind: 'published-port', container: text`guestbook-web-1`, guestPort: 8000, hostPort: text`8082` },
    { kind: 'http', url: address, status: 200, body: contains(text`<h1>Hello</h1>`), within: '60s' },
  ],
  undo: run(sh`docker compose down -v --rmi local`),
  deadline: '5m',
})

export const list = step('list', {
  title: { en: 'List its containers', 'zh-cn': '列出它的容器' },
  action: run(sh`docker compose ps`),
  checks: [
    exits(0),
    prints(matches(/^guestbook-db-1 +redis:8\.0 .* db .* Up /)),
    prints(matches(/^guestbook-web-1 +guestbook-web .* web .* Up .*:8082->8000\/tcp/)),
    ...runs('guestbook-web-1', 'guestbook-db-1'),
  ],
  undo: 'nothing',
  idempotent: 'It only looks; the containers have run since the step before.',
})

export const sign = step('sign', {
  title: { en: 'Sign the guestbook', 'zh-cn': '在留言簿上签名' },
  action: run(sh`curl -s -d Ada http://${target.address}:8082/`),
  checks: [
    exits(0),
    prints(equals(text`Thank you.`)),
    { kind: 'http', url: address, status: 200, body: equals(greeted) },
  ],
  undo: nothing('The name is in the volume, which the undo of the first start removes.'),
})

export const read = step('read', {
  title: { en: 'Open the page', 'zh-cn': '打开页面' },
  action: run(sh`curl -s http://${target.address}:8082/`),
  checks: [exits(0), prints(equals(greeted)), { kind: 'http', url: address, status: 200, body: equals(greeted) }],
  undo: 'nothing',
  idempotent: 'It only looks; the name was written in the step before.',
})

export const names = step('names', {
  title: { en: 'Ask one service for the address of the other', 'zh-cn': '从一个服务查询另一个服务的地址' },
  action: run(sh`docker compose exec web getent hosts db`),
  saves: { address: fromStdout(/^([\d.]+)\s+db$/) },
  checks: (saved) =>
    inExisting([
      exits(0),
      prints(matches(/^[\d.]+\s+db$/)),
      {
        ...of('guestbook-db-1'),
        at: '/NetworkSettings/Networks/guestbook_default/IPAddress',
        match: equals(text`${saved.address}`),
      },
    ]),
  undo: 'nothing',
  idempotent: 'It only looks; both containers are in one network since they were started.',
})

export const logs = step('logs', {
  title: { en: 'Read what the web server wrote', 'zh-cn': '查看 Web 服务器的输出' },
  action: run(sh`docker compose logs web`),
  checks: [
    exits(0),
    prints(matches(/^web-1 +\| .*"POST \/ HTTP\/1\.1" 200 /)),
    prints(matches(/^web-1 +\| .*"GET \/ HTTP\/1\.1" 200 /)),
    prints(excludes(text`db-1`)),
    ...runs('guestbook-web-1'),
  ],
  undo: 'nothing',
  idempotent: 'It only looks; the lines were written when the page was opened.',
})

export const inside = step('inside', {
  title: { en: 'Ask the database itself', 'zh-cn': '直接查询数据库' },
  action: run(sh`docker compose exec db redis-cli LRANGE guests 0 -1`),
  checks: [
    exits(0),
    prints(matches(/^(?:1\) )?"?Ada"?$/)),
    { kind: 'http', url: address, status: 200, body: contains(text`Ada`) },
  ],
  undo: 'nothing',
  idempotent: 'It only looks; the name was written in an earlier step.',
})
