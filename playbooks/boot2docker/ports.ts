import {
  complains,
  contains,
  equals,
  exits,
  fromStdout,
  matches,
  prints,
  run,
  sh,
  step,
  target,
  text,
} from '../model/index.ts'

const welcome = contains(text`Welcome to nginx!`)

export const web = step('web', {
  title: { en: 'Run a web server', 'zh-cn': '运行一个 Web 服务器' },
  action: run(sh`docker run -d -p 8800:80 --name web nginx:1.26`),
  checks: [
    exits(0),
    { kind: 'container', name: text`web`, state: 'running' },
    { kind: 'published-port', container: text`web`, guestPort: 80, hostPort: text`8800` },
    { kind: 'http', url: text`http://${target.address}:8800/`, status: 200, body: welcome, within: '20s' },
  ],
  undo: run(sh`docker rm -f web`),
})

export const localhostRefuses = step('localhost-refuses', {
  title: { en: 'Open it on localhost', 'zh-cn': '在 localhost 上访问它' },
  action: run(sh`curl http://localhost:8800/`),
  expectFailure: { kind: 'exits', code: 7 },
  checks: [
    exits(7),
    complains(contains(text`localhost port 8800`)),
    { kind: 'port', host: text`localhost`, port: 8800, state: 'refused' },
  ],
  undo: 'nothing',
  idempotent: 'The lesson is that nothing has ever listened there.',
})

export const address = step('address', {
  title: { en: 'Show the VM’s address', 'zh-cn': '查看虚拟机的地址' },
  action: run(sh`boot2docker ip`),
  checks: [
    exits(0),
    prints(equals(text`${target.address}`)),
    { kind: 'route', to: text`${target.address}`, device: 'vboxnet0' },
  ],
  undo: 'nothing',
  idempotent: 'It only looks; the address was given at the start.',
})

export const addressAnswers = step('address-answers', {
  title: { en: 'Open it at that address', 'zh-cn': '用这个地址访问它' },
  action: run(sh`curl -s "http://$(boot2docker ip):8800/"`),
  checks: [
    exits(0),
    prints(welcome),
    { kind: 'http', url: text`http://${target.address}:8800/`, status: 200, body: welcome },
  ],
  undo: 'nothing',
  idempotent: 'It only looks; the server has answered there since it started.',
})

export const hostsName = step('hosts-name', {
  title: { en: 'Give the address a name', 'zh-cn': '给这个地址起个名字' },
  action: run(sh`echo "$(boot2docker ip) dockerhost" | sudo tee -a /etc/hosts`),
  checks: [
    exits(0),
    { kind: 'name', name: text`dockerhost`, address: text`${target.address}` },
    // What the file held before is still in it.
    {
      kind: 'file',
      where: 'host',
      path: text`/etc/hosts`,
      state: 'present',
      content: matches(/^127\.0\.0\.1\s+localhost[^]* dockerhost$/),
    },
  ],
  undo: run(sh`sudo sh -c 'kept=$(grep -v " dockerhost$" /etc/hosts) && echo "$kept" > /etc/hosts'`),
})

export const anyPort = step('any-port', {
  title: { en: 'Let Docker choose the port', 'zh-cn': '让 Docker 选择端口' },
  action: run(sh`docker run -d -P --name anyport nginx:1.26`),
  checks: [
    exits(0),
    { kind: 'container', name: text`anyport`, state: 'running' },
    { kind: 'inspect', of: 'container', name: text`anyport`, at: '/Config/Image', match: equals(text`nginx:1.26`) },
    {
      kind: 'inspect',
      of: 'container',
      name: text`anyport`,
      at: '/NetworkSettings/Ports/80~1tcp/0/HostPort',
      match: matches(/^\d+$/),
    },
  ],
  undo: run(sh`docker rm -f anyport`),
})

export const readPort = step('read-port', {
  title: { en: 'Show which port it chose', 'zh-cn': '查看它选了哪个端口' },
  action: run(sh`docker port anyport 80/tcp`),
  saves: { port: fromStdout(/0\.0\.0\.0:(\d+)/) },
  checks: ({ port }) => [
    exits(0),
    prints(matches(/^0\.0\.0\.0:\d+$/)),
    { kind: 'published-port', container: text`anyport`, guestPort: 80, hostPort: text`${port}` },
  ],
  undo: 'nothing',
  idempotent: 'It only looks; the port was chosen when the container started.',
})

export const chosenPortAnswers = step('chosen-port-answers', {
  title: { en: 'Open the server on that port', 'zh-cn': '访问那个端口上的服务器' },
  action: run(sh`curl -s "http://$(boot2docker ip)":${readPort.saved.port}/`),
  checks: [
    exits(0),
    prints(welcome),
    { kind: 'http', url: text`http://${target.address}:${readPort.saved.port}/`, status: 200, body: welcome },
  ],
  undo: 'nothing',
  idempotent: 'It only looks; the server has answered there since it started.',
})
