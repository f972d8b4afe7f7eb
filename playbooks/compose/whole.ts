import {
  type Check,
  complains,
  contains,
  equals,
  excludes,
  exits,
  gone,
  matches,
  prints,
  run,
  sh,
  step,
  text,
  type WorldCheck,
} from '../model/index.ts'
import { of } from '../of-container.ts'
import { address, inExisting, runs, secondAddress } from './first.ts'

const secret = text`seven-blue-kites`
const welcome = text`<h1>Welcome</h1>
<p>Guests: Ada</p>`

const shows = (url: typeof address, body: typeof welcome): WorldCheck => ({
  ...{ kind: 'http', url, status: 200, within: '60s' },
  body: equals(body),
})

export const config = step('config', {
  title: { en: 'See the file with its values', 'zh-cn': '查看代入取值后的文件' },
  action: run(sh`docker compose config`),
  checks: [
    exits(0),
    prints(matches(/^ +GREETING: Welcome$/)),
    prints(matches(/^ +condition: service_healthy$/)),
    prints(excludes(secret)),
    ...runs('guestbook-web-1'),
  ],
  undo: 'nothing',
  idempotent: 'It only looks; the files were written in the steps before.',
})

export const again = step('again', {
  title: { en: 'Apply the change', 'zh-cn': '应用修改' },
  action: run(sh`docker compose up -d`),
  checks: [
    exits(0),
    complains(matches(/guestbook-db-1 +Healthy/)),
    { ...of('guestbook-db-1'), at: '/State/Health/Status', match: equals(text`healthy`) },
    {
      ...of('guestbook-web-1'),
      at: '/Config/Labels/com.docker.compose.depends_on',
      match: equals(text`db:service_healthy:false`),
    },
    shows(address, welcome),
  ],
  undo: run(sh`docker compose down`),
  deadline: '5m',
})

export const secretFile = step('secret-file', {
  title: { en: 'Read the secret as the web server does', 'zh-cn': '像 Web 服务器那样读取机密' },
  action: run(sh`docker compose exec web cat /run/secrets/password`),
  checks: inExisting([
    exits(0),
    prints(equals(secret)),
    {
      ...{ kind: 'container-file', container: text`guestbook-web-1`, path: text`/run/secrets/password` },
      ...{ state: 'present', content: equals(secret) },
    },
  ]),
  undo: 'nothing',
  idempotent: 'It only looks; the containers have the file since they were created.',
})

export const environment = step('environment', {
  title: { en: 'Look for it in the environment', 'zh-cn': '在环境变量里找它' },
  action: run(sh`docker inspect -f '{{.Config.Env}}' guestbook-web-1 guestbook-db-1`),
  checks: [
    exits(0),
    prints(matches(/^\[.*\bGREETING=Welcome\b.*\]$/)),
    // The database's own line.
    prints(matches(/^\[(?!.*GREETING).*\bPATH=.*\]$/)),
    prints(excludes(secret)),
    ...['guestbook-web-1', 'guestbook-db-1'].map((name): Check => ({
      ...{ ...of(name), at: '/Config/Env' },
      match: excludes(secret),
    })),
  ],
  undo: 'nothing',
  idempotent: 'It only looks; the containers were created in an earlier step.',
})

export const scaleFails = step('scale-fails', {
  title: { en: 'Ask for two web servers: the port is taken', 'zh-cn': '要求两个 Web 服务器：端口已被占用' },
  action: run(sh`docker compose up -d --scale web=2`),
  expectFailure: { kind: 'exits', code: 1 },
  checks: [
    exits(1),
    complains(contains(text`port is already allocated`)),
    { kind: 'container', name: text`guestbook-web-2`, state: 'created' },
    { ...gone('guestbook-web-3'), mayHoldBefore: 'There must not be a third one.' },
    { ...shows(address, welcome), mayHoldBefore: 'The first web server goes on serving.' },
  ],
  undo: run(sh`docker rm -f guestbook-web-2`),
})

export const overridden = step('overridden', {
  title: { en: 'See what both files say together', 'zh-cn': '查看两个文件合并的结果' },
  action: run(sh`docker compose config`),
  checks: [
    exits(0),
    prints(matches(/^ +published: "?8082-8083"?$/)),
    prints(matches(/^ +action: sync$/)),
    prints(matches(/^ +GREETING: Welcome$/)),
    ...runs('guestbook-web-1'),
  ],
  undo: 'nothing',
  idempotent: 'It only looks; the file was written in the step before.',
})

export const scale = step('scale', {
  title: { en: 'Ask for two web servers again', 'zh-cn': '再次要求两个 Web 服务器' },
  action: run(sh`docker compose up -d --scale web=2`),
  checks: [
    exits(0),
    ...runs('guestbook-web-2'),
    { ...shows(address, welcome), mayHoldBefore: 'There has been a server at this port.' },
    shows(secondAddress, welcome),
  ],
  undo: run(sh`docker compose down`),
  deadline: '5m',
})
