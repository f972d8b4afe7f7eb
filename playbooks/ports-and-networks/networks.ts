import { complains, contains, equals, exits, prints, run, sh, step, text } from '../model/index.ts'
import { runs } from '../of-container.ts'

export const networkCreate = step('network-create', {
  title: { en: 'Make a network of your own', 'zh-cn': '创建自己的网络' },
  action: run(sh`docker network create --label lesson=prune backstage`),
  checks: [
    exits(0),
    { kind: 'network', name: text`backstage`, state: 'present' },
    { kind: 'inspect', of: 'network', name: text`backstage`, at: '/Labels', match: equals(text`{"lesson":"prune"}`) },
  ],
  undo: run(sh`docker network rm -f backstage`),
})

export const networkServer = step('network-server', {
  title: { en: 'Run a server on it, with no port published', 'zh-cn': '在其中运行一个不映射端口的服务器' },
  action: run(
    sh`docker run -d --network backstage --name server busybox:1.37 sh -c 'echo "Found by name" >index.html; exec httpd -f'`,
  ),
  checks: [
    exits(0),
    { kind: 'container', name: text`server`, state: 'running' },
    {
      kind: 'inspect',
      of: 'container',
      name: text`server`,
      at: '/HostConfig/NetworkMode',
      match: equals(text`backstage`),
    },
    {
      kind: 'container-file',
      container: text`server`,
      path: text`/index.html`,
      state: 'present',
      content: equals(text`Found by name`),
      within: '10s',
    },
    runs('server', 'sh', '-c', 'echo "Found by name" >index.html; exec httpd -f'),
  ],
  undo: run(sh`docker rm -f server`),
  deadline: '1m',
})

export const byName = step('by-name', {
  title: { en: 'Reach it by its name', 'zh-cn': '用名字访问它' },
  action: run(sh`docker run --network backstage --name visitor busybox:1.37 wget -qO- http://server/`),
  checks: [
    exits(0),
    prints(equals(text`Found by name`)),
    { kind: 'container', name: text`visitor`, state: 'exited' },
    {
      kind: 'inspect',
      of: 'container',
      name: text`visitor`,
      at: '/HostConfig/NetworkMode',
      match: equals(text`backstage`),
    },
  ],
  undo: run(sh`docker rm -f visitor`),
})

export const noNames = step('no-names', {
  title: { en: 'Try the same on the default network', 'zh-cn': '在默认网络上试同样的事' },
  action: run(sh`docker run --name stranger busybox:1.37 wget -qO- http://web/`),
  expectFailure: { kind: 'exits', code: 1 },
  checks: [
    exits(1),
    complains(contains(text`bad address 'web'`)),
    { kind: 'container', name: text`stranger`, state: 'exited' },
    {
      kind: 'inspect',
      of: 'container',
      name: text`stranger`,
      at: '/NetworkSettings/Networks/bridge/DNSNames',
      match: equals(text`null`),
    },
  ],
  undo: run(sh`docker rm -f stranger`),
})

export const networkConnect = step('network-connect', {
  title: { en: 'Connect a running container to your network', 'zh-cn': '把运行中的容器接入你的网络' },
  action: run(sh`docker network connect backstage web`),
  checks: [
    exits(0),
    {
      kind: 'inspect',
      of: 'container',
      name: text`web`,
      at: '/NetworkSettings/Networks/backstage/DNSNames/0',
      match: equals(text`web`),
    },
  ],
  undo: run(sh`docker network disconnect -f backstage web`),
})

export const connectedByName = step('connected-by-name', {
  title: { en: 'Reach it by its name as well', 'zh-cn': '现在也能用名字访问它' },
  action: run(sh`docker run --network backstage --name guide busybox:1.37 wget -qO- http://web/`),
  checks: [
    exits(0),
    prints(equals(text`Served from a container`)),
    { kind: 'container', name: text`guide`, state: 'exited' },
  ],
  undo: run(sh`docker rm -f guide`),
})

export const networkInUse = step('network-in-use', {
  title: { en: 'Try to remove a network that is used', 'zh-cn': '试着删除正在使用的网络' },
  action: run(sh`docker network rm backstage`),
  expectFailure: { kind: 'exits', code: 1 },
  checks: [
    exits(1),
    complains(contains(text`network backstage`)),
    complains(contains(text`has active endpoints`)),
    { kind: 'network', name: text`backstage`, state: 'present' },
  ],
  undo: 'nothing',
  idempotent: 'The lesson is that it is still there.',
})
