import {
  type Check,
  complains,
  contains,
  equals,
  exits,
  fromStdout,
  matches,
  prints,
  run,
  runInside,
  sh,
  step,
  target,
  text,
} from '../model/index.ts'
import { runs } from '../of-container.ts'

/** The page that a container's web server has to show. */
const served = (container: string, page: string): Check => ({
  kind: 'container-file',
  container: text`${container}`,
  path: text`/index.html`,
  state: 'present',
  content: equals(text`${page}`),
  within: '10s',
})

export const publish = step('publish', {
  title: { en: 'Publish a port', 'zh-cn': '映射一个端口' },
  action: run(
    sh`docker run -d -p 8080:80 --name web busybox:1.37 sh -c 'echo "Served from a container" >index.html; exec httpd -f'`,
  ),
  checks: [
    exits(0),
    { kind: 'container', name: text`web`, state: 'running' },
    { kind: 'published-port', container: text`web`, guestPort: 80, hostPort: text`8080` },
    {
      kind: 'http',
      url: text`http://${target.address}:8080/`,
      status: 200,
      body: contains(text`Served from a container`),
      within: '20s',
    },
  ],
  undo: run(sh`docker rm -f web`),
  deadline: '1m',
})

export const publishedAnswers = step('published-answers', {
  title: { en: 'Get the page at the engine’s address', 'zh-cn': '在引擎的地址上取页面' },
  action: run(sh`curl -s http://${target.address}:8080/`),
  checks: [
    exits(0),
    prints(equals(text`Served from a container`)),
    { kind: 'port', host: text`${target.address}`, port: 8080, state: 'open' },
  ],
  undo: 'nothing',
  idempotent: 'It only looks; the server has answered since it started.',
})

export const localhostIsYours = step('localhost-is-yours', {
  title: { en: 'Open it on your own computer', 'zh-cn': '在自己的电脑上访问它' },
  action: run(sh`curl http://localhost:8080/`),
  expectFailure: { kind: 'exits', code: 7 },
  checks: [
    exits(7),
    complains(matches(/localhost.* port 8080/)),
    { kind: 'port', host: text`localhost`, port: 8080, state: 'refused' },
  ],
  undo: 'nothing',
  idempotent: 'The lesson is that nothing has ever listened there.',
})

export const portOf = step('port', {
  title: { en: 'Show where it is published', 'zh-cn': '查看它映射到哪里' },
  action: run(sh`docker port web`),
  checks: [
    exits(0),
    prints(matches(/^80\/tcp -> 0\.0\.0\.0:8080$/)),
    { kind: 'published-port', container: text`web`, guestPort: 80, hostPort: text`8080` },
  ],
  undo: 'nothing',
  idempotent: 'It only looks; the port was published when the container started.',
})

export const portTaken = step('port-taken', {
  title: { en: 'Publish the same port twice', 'zh-cn': '把同一个端口映射两次' },
  action: run(sh`docker run -p 8080:80 --name second busybox:1.37 httpd -f`),
  expectFailure: { kind: 'exits', code: 125 },
  checks: [
    exits(125),
    // It names the address of IPv4 or of IPv6, whichever it tried first.
    complains(matches(/Bind for \S+:8080 failed: port is already allocated/)),
    { kind: 'container', name: text`second`, state: 'created' },
    {
      kind: 'inspect',
      of: 'container',
      name: text`second`,
      at: '/HostConfig/PortBindings',
      match: equals(text`{"80/tcp":[{"HostIp":"","HostPort":"8080"}]}`),
    },
    { kind: 'inspect', of: 'container', name: text`second`, at: '/Config/Image', match: equals(text`busybox:1.37`) },
    runs('second', 'httpd', '-f'),
  ],
  undo: run(sh`docker rm -f second`),
})

export const publishPrivately = step('publish-privately', {
  title: { en: 'Publish a port for the Docker host only', 'zh-cn': '只对宿主机映射端口' },
  action: run(
    sh`docker run -d -p 127.0.0.1:8081:80 --name private busybox:1.37 sh -c 'echo "For this computer only" >index.html; exec httpd -f'`,
  ),
  checks: [
    exits(0),
    { kind: 'container', name: text`private`, state: 'running' },
    {
      kind: 'inspect',
      of: 'container',
      name: text`private`,
      at: '/NetworkSettings/Ports/80~1tcp',
      match: equals(text`[{"HostIp":"127.0.0.1","HostPort":"8081"}]`),
    },
    served('private', 'For this computer only'),
    runs('private', 'sh', '-c', 'echo "For this computer only" >index.html; exec httpd -f'),
  ],
  undo: run(sh`docker rm -f private`),
  deadline: '1m',
})

export const privateRefuses = step('private-refuses', {
  title: { en: 'Open it from outside', 'zh-cn': '从外部访问它' },
  action: run(sh`curl http://${target.address}:8081/`),
  expectFailure: { kind: 'exits', code: 7 },
  checks: [
    exits(7),
    complains(contains(text`port 8081`)),
    { kind: 'port', host: text`${target.address}`, port: 8081, state: 'refused' },
  ],
  undo: 'nothing',
  idempotent: 'The lesson is that it was never published there.',
})

export const privateAnswers = step('private-answers', {
  title: { en: 'Open it on the Docker host', 'zh-cn': '在宿主机上访问它' },
  action: runInside(sh`wget -qO- http://127.0.0.1:8081/`),
  checks: [
    exits(0),
    prints(equals(text`For this computer only`)),
    { kind: 'container', name: text`private`, state: 'running' },
  ],
  undo: 'nothing',
  idempotent: 'It only looks; the server has answered there since it started.',
})

export const publishAllOfNone = step('publish-all-of-none', {
  title: { en: 'Publish “all ports” of an image that declares none', 'zh-cn': '对没有声明端口的镜像映射“所有端口”' },
  action: run(sh`docker run -d -P --name hidden busybox:1.37 httpd -f`),
  checks: [
    exits(0),
    { kind: 'container', name: text`hidden`, state: 'running' },
    {
      kind: 'inspect',
      of: 'container',
      name: text`hidden`,
      at: '/HostConfig/PublishAllPorts',
      match: equals(text`true`),
    },
    { kind: 'inspect', of: 'container', name: text`hidden`, at: '/NetworkSettings/Ports', match: equals(text`{}`) },
    runs('hidden', 'httpd', '-f'),
  ],
  undo: run(sh`docker rm -f hidden`),
  deadline: '1m',
})

export const publishAll = step('publish-all', {
  title: { en: 'Declare the port, and publish all declared ports', 'zh-cn': '声明端口，再映射所有已声明的端口' },
  action: run(
    sh`docker run -d -P --expose 80 --name declared busybox:1.37 sh -c 'echo "On a port of its choice" >index.html; exec httpd -f'`,
  ),
  checks: [
    exits(0),
    { kind: 'container', name: text`declared`, state: 'running' },
    {
      kind: 'inspect',
      of: 'container',
      name: text`declared`,
      at: '/NetworkSettings/Ports/80~1tcp/0/HostPort',
      match: matches(/^(3[2-9]|[45]\d|6[0-5])\d{3}$/),
    },
    served('declared', 'On a port of its choice'),
    runs('declared', 'sh', '-c', 'echo "On a port of its choice" >index.html; exec httpd -f'),
  ],
  undo: run(sh`docker rm -f declared`),
  deadline: '1m',
})

export const chosenPort = step('chosen-port', {
  title: { en: 'Show which port the engine chose', 'zh-cn': '查看引擎选了哪个端口' },
  action: run(sh`docker port declared 80`),
  saves: { port: fromStdout(/^0\.0\.0\.0:(\d+)$/) },
  checks: ({ port }) => [
    exits(0),
    { kind: 'published-port', container: text`declared`, guestPort: 80, hostPort: text`${port}` },
  ],
  undo: 'nothing',
  idempotent: 'It only looks; the port was chosen when the container started.',
})

export const chosenAnswers = step('chosen-answers', {
  title: { en: 'Get the page from that port', 'zh-cn': '从那个端口取页面' },
  action: run(sh`curl -s http://${target.address}:${chosenPort.saved.port}/`),
  checks: [
    exits(0),
    prints(equals(text`On a port of its choice`)),
    {
      kind: 'http',
      url: text`http://${target.address}:${chosenPort.saved.port}/`,
      status: 200,
      body: contains(text`On a port of its choice`),
    },
  ],
  undo: 'nothing',
  idempotent: 'It only looks; the server has answered there since it started.',
})
