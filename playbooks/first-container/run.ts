import {
  type Check,
  type Checks,
  contains,
  equals,
  exits,
  gone,
  matches,
  perTarget,
  prints,
  run,
  sh,
  step,
  target,
  text,
} from '../model/index.ts'

/** The page of the guide's web servers. They use one port, one after the other. */
export const address = text`http://${target.address}:8081/`

export const version = step('version', {
  title: { en: 'See that the client finds an engine', 'zh-cn': '确认客户端能找到引擎' },
  action: run(sh`docker version`),
  checks: [
    exits(0),
    prints(matches(/^Client:/)),
    prints(matches(/^Server:/)),
    prints(matches(/^\s+OS\/Arch:\s+linux\/\w+$/)),
    { kind: 'engine', endpoint: text`${target.dockerHost}`, state: 'answers' },
  ],
  undo: 'nothing',
  idempotent: 'It only looks; the engine runs already.',
})

const made = (name: string, image: string): Check => ({
  ...{ kind: 'inspect', of: 'container', name: text`${name}`, at: '/Config/Image' },
  match: equals(text`${image}`),
})

const helloRan: Checks = [
  exits(0),
  prints(contains(text`Hello from Docker!`)),
  { kind: 'container', name: text`first-hello`, state: 'exited' },
  made('first-hello', 'hello-world'),
]

export const hello = step('hello', {
  title: { en: 'Run your first container', 'zh-cn': '运行第一个容器' },
  action: run(sh`docker run --name first-hello hello-world`),
  // On an engine of the reader's own, the image may have been there before.
  checks: perTarget<Checks>([...helloRan, { kind: 'image', name: text`hello-world`, state: 'present' }], {
    engine: helloRan,
  }),
  undo: perTarget(run(sh`docker rm -f first-hello; docker rmi -f hello-world`), {
    engine: run(sh`docker rm -f first-hello`),
  }),
  allows: { 'unpinned-image': 'hello-world is Docker’s own test, and is always typed without a tag.' },
})

const webRuns: Checks = [
  exits(0),
  prints(matches(/^[0-9a-f]{64}$/)),
  { kind: 'container', name: text`first-web`, state: 'running' },
  made('first-web', 'nginx:1.26'),
  { kind: 'published-port', container: text`first-web`, guestPort: 80, hostPort: text`8081` },
  { kind: 'http', url: address, status: 200, body: contains(text`Welcome to nginx!`), within: '30s' },
]

export const web = step('web', {
  title: { en: 'Start a web server', 'zh-cn': '启动一个 Web 服务器' },
  action: run(sh`docker run -d --name first-web -p 8081:80 nginx:1.26`),
  checks: perTarget<Checks>([...webRuns, { kind: 'image', name: text`nginx:1.26`, state: 'present' }], {
    engine: webRuns,
  }),
  undo: perTarget(run(sh`docker rm -f first-web; docker rmi -f nginx:1.26`), {
    engine: run(sh`docker rm -f first-web`),
  }),
  deadline: '4m',
})

export const welcome = step('welcome', {
  title: { en: 'Open its page', 'zh-cn': '打开它的页面' },
  action: run(sh`curl -s http://${target.address}:8081/`),
  checks: [
    exits(0),
    prints(contains(text`Welcome to nginx!`)),
    { kind: 'http', url: address, status: 200, body: contains(text`Welcome to nginx!`) },
  ],
  undo: 'nothing',
  idempotent: 'It only looks; the server has answered since it started.',
})

export const list = step('list', {
  title: { en: 'List the running containers', 'zh-cn': '列出正在运行的容器' },
  action: run(sh`docker ps`),
  checks: [
    exits(0),
    prints(matches(/^CONTAINER ID\s+IMAGE\s/)),
    prints(matches(/\bnginx:1\.26\b.*\bUp .*:8081->80\/tcp.*\bfirst-web$/)),
    { kind: 'container', name: text`first-web`, state: 'running' },
  ],
  undo: 'nothing',
  idempotent: 'It only looks; the server has run since an earlier step.',
})

export const logs = step('logs', {
  title: { en: 'Read what the server wrote', 'zh-cn': '查看服务器的输出' },
  action: run(sh`docker logs first-web`),
  checks: [
    exits(0),
    prints(matches(/"GET \/ HTTP\/1\.1" 200 /)),
    { kind: 'container', name: text`first-web`, state: 'running' },
  ],
  undo: 'nothing',
  idempotent: 'It only looks; the lines were written when the page was opened.',
})

export const removeWeb = step('remove-web', {
  title: { en: 'Remove the server', 'zh-cn': '删除这个服务器' },
  action: run(sh`docker rm -f first-web`),
  checks: [
    exits(0),
    gone('first-web'),
    { kind: 'port', host: text`${target.address}`, port: 8081, state: 'refused', within: '10s' },
  ],
  undo: 'nothing', // It undoes an earlier step.
  undoes: [web],
})
