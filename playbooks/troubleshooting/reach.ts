import * as b2d from '../boot2docker.ts'
import { sh, target, text } from '../model/index.ts'
import type { Cause, Symptom } from './symptom.ts'

const ownMachine = text`~/.boot2docker/machines/boot2docker-vm/machine.json`

const wrongVariable: Cause = {
  id: 'wrong-variable',
  signs: [
    { kind: 'named-by', by: 'DOCKER_HOST' },
    { kind: 'engine', answers: ['refused', 'no-socket', 'unknown-name'] },
    { kind: 'file', path: ownMachine, state: 'absent' },
  ],
  ask: sh`echo "$DOCKER_HOST"`,
  answer: { en: 'It prints an address, and nothing answers there.', 'zh-cn': '打印出一个地址，但那里没有引擎响应。' },
  because: {
    en:
      'The variable `DOCKER_HOST` points the client at an address where there is no engine. It is often left over ' +
      'from an old VM, in a shell profile.',
    'zh-cn': '变量 `DOCKER_HOST` 把客户端指向了一个没有引擎的地址。它往往是旧虚拟机在 shell 配置文件里留下的。',
  },
  fix: sh`unset DOCKER_HOST DOCKER_TLS_VERIFY DOCKER_CERT_PATH`,
}

const proxied: Cause = {
  id: 'proxied',
  signs: [
    { kind: 'named-by', by: 'DOCKER_HOST' },
    { kind: 'file', path: ownMachine, state: 'present' },
    { kind: 'proxied' },
  ],
  ask: sh`env | grep -i _proxy`,
  answer: {
    en: 'A proxy is set, and `NO_PROXY` or `no_proxy` does not list the address in `DOCKER_HOST`.',
    'zh-cn': '设置了代理，而 `NO_PROXY` 或 `no_proxy` 里没有 `DOCKER_HOST` 中的地址。',
  },
  because: {
    en:
      'The client connects through the proxy, which cannot reach your VM: the VM’s network exists only on this ' +
      'computer.',
    'zh-cn': '客户端经由代理连接，而代理访问不到你的虚拟机：虚拟机所在的网络只存在于这台电脑上。',
  },
  fix: sh`eval "$(boot2docker shellinit)"`,
  step: b2d.shellinit,
}

export const cannotConnect: Symptom = {
  id: 'cannot-connect',
  title: { en: 'The client cannot connect to the engine', 'zh-cn': '客户端连不上引擎' },
  texts: [
    'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
    'failed to connect to the docker API at tcp://192.168.59.103:2376',
    'error during connect: Get "http://…/v1.51/containers/json": dial tcp: connect: connection refused',
  ],
  pattern:
    'cannot connect to the docker daemon|failed to connect to the docker api|error during connect|is the docker ' +
    'daemon running',
  causes: [
    proxied,
    {
      id: 'machine-down',
      signs: [
        { kind: 'named-by', by: 'DOCKER_HOST' },
        { kind: 'engine', answers: ['refused', 'silent'] },
        { kind: 'file', path: ownMachine, state: 'present' },
        { kind: 'port', host: text`127.0.0.1`, port: text`2022`, state: 'refused' },
      ],
      ask: sh`boot2docker status`,
      answer: { en: 'It prints `poweroff` or `saved`.', 'zh-cn': '打印 `poweroff` 或 `saved`。' },
      because: {
        en: 'The client looks for the engine in your VM, and the VM is not running.',
        'zh-cn': '客户端要找的引擎在你的虚拟机里，而虚拟机没有运行。',
      },
      fix: sh`boot2docker up`,
      step: b2d.up,
    },
    {
      id: 'shell-not-configured',
      signs: [
        { kind: 'named-by', by: 'context' },
        { kind: 'engine', answers: ['no-socket', 'refused'] },
        { kind: 'file', path: ownMachine, state: 'present' },
      ],
      ask: sh`echo "$DOCKER_HOST"`,
      answer: { en: 'It prints an empty line, although your VM exists.', 'zh-cn': '打印空行，但虚拟机其实存在。' },
      because: {
        en:
          'There is a VM with an engine, but the variables are not set in this shell. They must be set in each new ' +
          'terminal.',
        'zh-cn': '虚拟机和引擎都在，但当前 shell 没有设置这些变量。每个新终端都要设置一次。',
      },
      fix: sh`eval "$(boot2docker shellinit)"`,
      step: b2d.shellinit,
    },
    wrongVariable,
    {
      id: 'no-engine',
      signs: [
        { kind: 'named-by', by: 'context' },
        { kind: 'engine', answers: ['no-socket', 'refused'] },
      ],
      ask: sh`docker context ls`,
      answer: {
        en: 'The line with the star names a socket that does not exist.',
        'zh-cn': '带星号的一行所指的套接字并不存在。',
      },
      because: {
        en:
          'No engine runs on this computer. On a Mac it must run in a virtual machine: Docker Desktop, Colima, or ' +
          'your own.',
        'zh-cn': '这台电脑上没有正在运行的引擎。Mac 上的引擎要放在虚拟机里：Docker Desktop、Colima，或自己建的虚拟机。',
      },
      fix: sh`boot2docker init && boot2docker up`,
      step: b2d.noEngine,
    },
    {
      id: 'wants-tls',
      signs: [{ kind: 'engine', answers: ['wants-tls'] }],
      ask: sh`echo "$DOCKER_TLS_VERIFY"`,
      answer: { en: 'It prints an empty line, but the port is 2376.', 'zh-cn': '打印空行，而端口是 2376。' },
      because: {
        en:
          'The engine accepts TLS only, and the client is not configured for it. Older guides set only ' +
          '`DOCKER_HOST`.',
        'zh-cn': '引擎只接受 TLS，而客户端没有这样配置。旧教程往往只设置了 `DOCKER_HOST`。',
      },
      fix: sh`eval "$(boot2docker shellinit)"`,
      step: b2d.shellinit,
    },
    {
      id: 'no-tls',
      signs: [{ kind: 'engine', answers: ['no-tls'] }],
      ask: sh`env | grep DOCKER_`,
      answer: {
        en: '`DOCKER_TLS_VERIFY` is set, but the port uses plain HTTP.',
        'zh-cn': '设置了 `DOCKER_TLS_VERIFY`，而那个端口使用明文 HTTP。',
      },
      because: {
        en:
          'The client requires TLS, and the server does not use it. An engine on an open port 2375 gives ' +
          'administrator rights to anyone who can reach it.',
        'zh-cn': '客户端要求 TLS，而对方没有使用。开放的 2375 端口会把管理员权限交给任何能连上它的人。',
      },
      fix: sh`unset DOCKER_HOST DOCKER_TLS_VERIFY DOCKER_CERT_PATH`,
    },
    {
      id: 'not-docker',
      signs: [{ kind: 'engine', answers: ['not-docker'] }],
      ask: sh`docker context ls`,
      answer: {
        en: 'The line with the star names the address of another server.',
        'zh-cn': '带星号的一行所指的地址属于另一个服务器。',
      },
      because: {
        en: 'Something answers where the client looks for its engine, but it is not a Docker engine.',
        'zh-cn': '客户端查找引擎的地址上有响应，但那不是 Docker 引擎。',
      },
      fix: sh`unset DOCKER_HOST DOCKER_CONTEXT && docker context use default`,
    },
  ],
}

export const hangs: Symptom = {
  id: 'hangs',
  title: { en: 'Docker hangs without any output', 'zh-cn': 'Docker 卡住，没有任何输出' },
  texts: [
    'dial tcp 192.168.59.103:2376: i/o timeout',
    'net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
    'context deadline exceeded',
  ],
  pattern: 'i/o timeout|client\\.timeout exceeded|context deadline exceeded|operation timed out|no route to host|hangs',
  causes: [
    {
      id: 'vpn',
      signs: [
        { kind: 'engine', answers: ['silent', 'refused'] },
        { kind: 'route', to: text`${target.address}`, device: '^(utun|tun|tap|ppp|wg|gpd|cscotun|ipsec)' },
      ],
      ask: sh`route -n get "$(boot2docker ip)"`,
      answer: {
        en: 'The interface is the VPN’s (`utun…`), not the VM’s.',
        'zh-cn': '接口是 VPN 的（`utun…`），而不是虚拟机的。',
      },
      because: {
        en: 'A VPN has taken over the route to the VM’s network, so packets for the engine are lost in the tunnel.',
        'zh-cn': 'VPN 接管了通往虚拟机网络的路由，发往引擎的数据包在隧道中丢失。',
      },
      fix: sh`boot2docker forward add "docker,tcp,127.0.0.1,2376,,2376" && export DOCKER_HOST=tcp://127.0.0.1:2376`,
      step: b2d.forwardEngine,
    },
    {
      id: 'machine-gone',
      signs: [{ kind: 'engine', answers: ['silent'] }],
      ask: sh`boot2docker status`,
      answer: { en: 'It does not print `running`.', 'zh-cn': '打印的不是 `running`。' },
      because: {
        en:
          'Nothing answers at the engine’s address, and the connection is not refused either: the VM is down, or a ' +
          'firewall drops the packets.',
        'zh-cn': '引擎的地址没有响应，也没有拒绝连接：虚拟机没有运行，或防火墙丢弃了数据包。',
      },
      fix: sh`boot2docker up`,
      step: b2d.up,
    },
    {
      id: 'engine-stuck',
      signs: [{ kind: 'engine', answers: ['hangs'] }],
      ask: sh`docker version`,
      answer: { en: 'It prints the client’s version only.', 'zh-cn': '只打印客户端的版本。' },
      because: {
        en: 'The engine accepts connections but does not answer: it is stuck, or its VM is paused.',
        'zh-cn': '引擎接受连接，但没有响应：它卡住了，或者它的虚拟机已暂停。',
      },
      fix: sh`boot2docker restart`,
    },
  ],
}

export const noPermission: Symptom = {
  id: 'no-permission',
  title: { en: 'Permission denied on the socket', 'zh-cn': '没有套接字的访问权限' },
  texts: ['permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock'],
  pattern: 'permission denied.*docker|docker.*permission denied',
  causes: [
    {
      id: 'not-in-group',
      signs: [{ kind: 'engine', answers: ['no-permission'] }],
      ask: sh`ls -l /var/run/docker.sock`,
      answer: {
        en: 'The socket belongs to a group that `groups` does not name.',
        'zh-cn': '套接字所属的组不在 `groups` 的输出里。',
      },
      because: {
        en:
          'The engine runs, but you may not open its socket. Anyone who may open it has the rights of root, so by ' +
          'default nobody may.',
        'zh-cn': '引擎在运行，但你无权打开它的套接字。能打开它的人等同于 root，所以默认谁也不能用。',
      },
      fix: sh`sudo usermod -aG docker "$USER" && newgrp docker`,
    },
  ],
}
