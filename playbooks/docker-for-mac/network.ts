import {
  type Checks,
  complains,
  contains,
  equals,
  exits,
  fromStdout,
  gone,
  matches,
  perTarget,
  prints,
  run,
  sh,
  step,
  text,
  write,
} from '../model/index.ts'
import { web } from './folders.ts'
import { busybox, debian } from './images.ts'

const server = text`import { createServer } from 'node:http'
createServer((request, reply) => reply.end('Hello from the Mac\n')).listen(8181)
`
const greeting = text`Hello from the Mac`

export const containerAddress = step('container-address', {
  title: { en: 'Read the container’s own address', 'zh-cn': '查看容器自己的地址' },
  action: run(sh`docker inspect --format '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' shipshape-web`),
  saves: { ip: fromStdout(/^[\d.]+$/) },
  checks: ({ ip }) => [
    exits(0),
    {
      kind: 'inspect',
      of: 'container',
      name: text`shipshape-web`,
      at: '/NetworkSettings/Networks/bridge/IPAddress',
      match: equals(text`${ip}`),
    },
  ],
  undo: 'nothing',
  idempotent: 'It only looks; the address was given when the container started.',
})

export const addressSilent = step('address-silent', {
  title: { en: 'Try that address from your own computer', 'zh-cn': '从自己的电脑试试这个地址' },
  action: run(sh`curl -sS --max-time 2 http://${containerAddress.saved.ip}/ || echo 'no way there'`),
  checks: perTarget(
    [
      exits(0),
      prints(equals(text`no way there`)),
      // 7: no route; 28: timed out. Any other code means that the address was never tried.
      complains(matches(/^curl: \((7|28)\) /)),
      { kind: 'port', host: text`${containerAddress.saved.ip}`, port: 80, state: 'silent' },
    ],
    // With an engine on Linux itself, the container's address is one of this computer's own networks.
    { engine: [exits(0), prints(matches(/^(no way there|<h1>Changed on the Mac<\/h1>)$/))] },
  ),
  undo: 'nothing',
  idempotent: 'It only looks.',
})

export const writeServer = step('write-server', {
  title: { en: 'Write a small web server for your own computer', 'zh-cn': '为自己的电脑写一个小型 Web 服务器' },
  action: write(text`server.mjs`, server),
  checks: [{ kind: 'file', where: 'host', path: text`server.mjs`, state: 'present', content: equals(server) }],
  undo: run(sh`rm -f server.mjs`),
})

export const startServer = step('start-server', {
  title: { en: 'Start it on your own computer', 'zh-cn': '在自己的电脑上启动它' },
  action: run(sh`node server.mjs & export SERVER=$!`),
  checks: [
    exits(0),
    { kind: 'http', url: text`http://localhost:8181/`, status: 200, body: equals(greeting), within: '20s' },
    { kind: 'variable', name: 'SERVER', match: matches(/^\d+$/) },
  ],
  undo: run(sh`[ -z "$SERVER" ] || kill "$SERVER"; unset SERVER`),
})

export const hostName = step('host-docker-internal', {
  title: { en: 'Reach it from a container by name', 'zh-cn': '从容器里按名字访问它' },
  action: run(
    sh`docker run --name shipshape-ask --add-host host.docker.internal:host-gateway busybox:1.37 wget -qO- http://host.docker.internal:8181/`,
  ),
  checks: [
    exits(0),
    prints(equals(greeting)),
    complains(equals(text``)),
    { kind: 'container', name: text`shipshape-ask`, state: 'exited' },
    {
      kind: 'inspect',
      of: 'container',
      name: text`shipshape-ask`,
      at: '/HostConfig/ExtraHosts/0',
      match: equals(text`host.docker.internal:host-gateway`),
    },
    {
      kind: 'inspect',
      of: 'container',
      name: text`shipshape-ask`,
      at: '/Config/Image',
      match: equals(text`busybox:1.37`),
    },
  ],
  undo: run(sh`docker rm -f shipshape-ask`),
})

export const ownLocalhost = step('own-localhost', {
  title: { en: 'Try localhost in a container', 'zh-cn': '在容器里访问 localhost' },
  action: run(sh`docker exec shipshape-web wget http://127.0.0.1:8181/`),
  expectFailure: { kind: 'exits', code: 1 },
  checks: [
    exits(1),
    complains(contains(text`Connecting to 127.0.0.1:8181 `)),
    complains(contains(text`(127.0.0.1): Connection refused`)),
    { kind: 'http', url: text`http://localhost:8181/`, status: 200, body: equals(greeting) },
  ],
  undo: 'nothing',
  idempotent: 'The lesson is that nobody is there.',
})

export const stopServer = step('stop-server', {
  title: { en: 'Stop the server on your own computer', 'zh-cn': '停掉自己电脑上的服务器' },
  action: run(sh`kill "$SERVER" && unset SERVER`),
  checks: [
    exits(0),
    { kind: 'port', host: text`localhost`, port: 8181, state: 'refused', within: '10s' },
    { kind: 'variable', name: 'SERVER', match: 'unset' },
  ],
  undo: 'nothing', // It undoes an earlier step.
  undoes: [startServer],
})

const noContainers: Checks = [
  exits(0),
  ...['shipshape-web', 'shipshape-write', 'shipshape-typo', 'shipshape-ask'].map(gone),
]

export const tidyUp = step('tidy-up', {
  title: { en: 'Remove what the guide made', 'zh-cn': '删除本指南创建的东西' },
  action: perTarget(
    run(
      sh`docker rm -f shipshape-web shipshape-write shipshape-typo shipshape-ask && docker rmi debian:13 busybox:1.37`,
    ),
    {
      // The images may have been the reader's before.
      engine: run(sh`docker rm -f shipshape-web shipshape-write shipshape-typo shipshape-ask`),
    },
  ),
  checks: perTarget<Checks>(
    [
      ...noContainers,
      { kind: 'image', name: text`debian:13`, state: 'absent' },
      { kind: 'image', name: text`busybox:1.37`, state: 'absent' },
    ],
    { engine: noContainers },
  ),
  undo: 'nothing', // It undoes earlier steps.
  undoes: [debian, busybox, web, hostName],
})
