import { contains, equals, exits, excludes, matches, prints, run, sh, step, target, text } from '../model/index.ts'

const machineEngine = text`tcp://${target.address}:2376`
const localEngine = text`tcp://127.0.0.1:2376`
const routeBack = sh`sudo ip link delete utun0; sudo ip route replace 192.168.59.0/24 dev vboxnet0 src 192.168.59.3`

export const vpn = step('vpn', {
  title: { en: 'Connect a VPN that takes over the route', 'zh-cn': '连接一个接管路由的 VPN' },
  action: run(
    sh`sudo ip tuntap add dev utun0 mode tun && sudo ip link set utun0 up && sudo ip route replace 192.168.59.0/24 dev utun0`,
  ),
  checks: [
    exits(0),
    { kind: 'file', where: 'host', path: text`/proc/net/dev`, state: 'present', content: contains(text`utun0`) },
    { kind: 'route', to: text`${target.address}`, device: 'utun0' },
    { kind: 'engine', endpoint: machineEngine, state: 'silent' },
  ],
  undo: run(routeBack),
  onMac: {
    en:
      'connect your VPN. `route -n get 192.168.59.103` shows through which device packets leave; ' +
      'a VPN that takes all routes has taken this one as well.',
    'zh-cn':
      '连接你的 VPN。`route -n get 192.168.59.103` 会显示数据包经哪个设备发出；接管全部路由的 VPN 也会接管这一条。',
  },
})

export const dockerHangs = step('docker-hangs', {
  title: { en: 'See Docker hang', 'zh-cn': '看着 Docker 卡住' },
  action: run(sh`docker ps`),
  expectFailure: { kind: 'hangs', for: '8s' },
  checks: [{ kind: 'engine', endpoint: machineEngine, state: 'silent' }],
  undo: 'nothing',
  idempotent: 'The hang is the route’s work, not the command’s.',
})

export const forwardEngine = step('forward-engine', {
  title: { en: 'Forward the engine’s port to 127.0.0.1', 'zh-cn': '把引擎的端口转发到 127.0.0.1' },
  action: run(sh`boot2docker forward add "docker,tcp,127.0.0.1,2376,,2376"`),
  checks: [
    exits(0),
    { kind: 'port', host: text`127.0.0.1`, port: 2376, state: 'open' },
    { kind: 'engine', endpoint: localEngine, state: 'answers', within: '10s' },
  ],
  undo: run(sh`boot2docker forward remove docker`),
})

export const useForward = step('use-forward', {
  title: { en: 'Point the client at the forward', 'zh-cn': '让客户端使用这个转发' },
  action: run(sh`export DOCKER_HOST=tcp://127.0.0.1:2376`),
  checks: [exits(0), { kind: 'variable', name: 'DOCKER_HOST', match: equals(localEngine) }],
  undo: run(sh`eval "$(boot2docker shellinit)"`),
})

export const dockerAnswers = step('docker-answers', {
  title: { en: 'See Docker answer, still over TLS', 'zh-cn': 'Docker 恢复响应，仍使用 TLS' },
  action: run(sh`docker ps --format '{{.Names}}'`),
  checks: [
    exits(0),
    prints(matches(/^web$/)),
    { kind: 'variable', name: 'DOCKER_TLS_VERIFY', match: equals(text`1`) },
    { kind: 'container', name: text`web`, state: 'running' },
  ],
  undo: 'nothing',
  idempotent: 'It only looks; the client was pointed there in the step before.',
})

export const forwardWeb = step('forward-web', {
  title: { en: 'Forward the web server’s port as well', 'zh-cn': '把 Web 服务器的端口也转发出来' },
  action: run(sh`boot2docker forward add "web,tcp,127.0.0.1,8800,,8800"`),
  checks: [
    exits(0),
    {
      kind: 'http',
      url: text`http://localhost:8800/`,
      status: 200,
      body: contains(text`Welcome to nginx!`),
      within: '10s',
    },
  ],
  undo: run(sh`boot2docker forward remove web`),
})

export const vpnOff = step('vpn-off', {
  title: { en: 'Leave the VPN', 'zh-cn': '断开 VPN' },
  action: run(routeBack),
  checks: [
    exits(0),
    { kind: 'route', to: text`${target.address}`, device: 'vboxnet0' },
    { kind: 'engine', endpoint: machineEngine, state: 'answers', within: '10s' },
    { kind: 'file', where: 'host', path: text`/proc/net/dev`, state: 'present', content: excludes(text`utun0`) },
  ],
  undo: 'nothing', // It undoes an earlier step.
  undoes: [vpn],
  onMac: {
    en:
      'disconnect your VPN. If the route does not come back: ' +
      '`sudo route -n add -net 192.168.59.0/24 -interface vboxnet0`. `netstat -i` lists the network devices.',
    'zh-cn':
      '断开你的 VPN。如果路由没有恢复：`sudo route -n add -net 192.168.59.0/24 -interface vboxnet0`。`netstat -i` 会列出网络设备。',
  },
})

export const backToAddress = step('back-to-address', {
  title: { en: 'Go back to the VM’s own address', 'zh-cn': '回到虚拟机自己的地址' },
  action: run(sh`eval "$(boot2docker shellinit)"`),
  checks: [exits(0), { kind: 'variable', name: 'DOCKER_HOST', match: equals(machineEngine) }],
  undo: 'nothing', // It undoes an earlier step.
  undoes: [useForward],
})
