import * as b2d from '../boot2docker.ts'
import { sh, text } from '../model/index.ts'
import { hasColima, hasDesktop, onMac } from './products.ts'
import { bySsh } from './reach-by-ssh.ts'
import { colimaFaq, desktopCli, protectAccess } from './sources.ts'
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

const nothingThere: Cause['signs'] = [
  { kind: 'named-by', by: 'context' },
  { kind: 'engine', answers: ['no-socket', 'refused'] },
]

/** A product is installed and does not run, or none is installed. */
const onThisMac: readonly Cause[] = [
  {
    id: 'desktop-off',
    signs: [...nothingThere, hasDesktop],
    ask: sh`docker context show; ls -d /Applications/Docker.app`,
    answer: {
      en: 'It prints `desktop-linux`, and the application exists.',
      'zh-cn': '打印 `desktop-linux`，而且应用程序存在。',
    },
    because: {
      en: 'Docker Desktop is installed, but does not run. The engine starts with the application.',
      'zh-cn': 'Docker Desktop 已安装，但没有运行。引擎随应用程序一起启动。',
    },
    fix: sh`docker desktop start`,
  },
  {
    id: 'colima-off',
    signs: [...nothingThere, hasColima],
    ask: sh`colima status`,
    answer: { en: 'It says that Colima is not running.', 'zh-cn': '提示 Colima 没有运行。' },
    because: {
      en: 'Colima’s VM exists, but does not run. After a restart of the Mac, it has to be started again.',
      'zh-cn': 'Colima 的虚拟机存在，但没有运行。Mac 重启之后，需要重新启动它。',
    },
    fix: sh`colima start`,
  },
  {
    id: 'no-product',
    signs: [...nothingThere, onMac],
    ask: sh`docker context ls`,
    answer: { en: 'There is only `default`.', 'zh-cn': '只有 `default`。' },
    because: {
      en:
        'This Mac has a client, but no engine. An engine needs a VM, which a product creates: Colima, Docker ' +
        'Desktop, ' +
        'or another one.',
      'zh-cn': '这台 Mac 上有客户端，但没有引擎。引擎需要虚拟机，由产品来创建：Colima、Docker Desktop 或其他产品。',
    },
    fix: sh`brew install colima docker docker-compose docker-buildx && colima start`,
  },
]

export const cannotConnect: Symptom = {
  id: 'cannot-connect',
  title: { en: 'The client cannot connect to the engine', 'zh-cn': '客户端连不上引擎' },
  texts: [
    'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
    'failed to connect to the docker API at tcp://192.168.59.103:2376',
    'error during connect: Get "http://…/v1.51/containers/json": dial tcp: connect: connection refused',
    'command [ssh -o ConnectTimeout=30 -T -l me -- build.example docker system dial-stdio] has exited with exit ' +
      'status 255, make sure the URL is valid, and Docker 18.09 or later is installed on the remote host: ' +
      'stderr=me@build.example: Permission denied (publickey).',
  ],
  pattern:
    'cannot connect to the docker daemon|failed to connect to the docker api|error during connect|is the docker ' +
    'daemon running|docker system dial-stdio\\] has exited',
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
    ...onThisMac,
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
        en: 'No engine runs on this computer. In the shell of the lab, these commands create a VM with one.',
        'zh-cn': '这台电脑上没有正在运行的引擎。在实验环境的 shell 里，下面的命令会创建一台带引擎的虚拟机。',
      },
      fix: sh`boot2docker init && boot2docker up`,
      step: b2d.noEngine,
    },
    ...bySsh,
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
        en:
          'Something answers where the client looks for its engine, but it is not a Docker engine. The command ' +
          'selects ' +
          'the context of an installed product.',
        'zh-cn': '客户端查找引擎的地址上有响应，但那不是 Docker 引擎。下面的命令选用已安装的产品的上下文。',
      },
      fix: sh`unset DOCKER_HOST DOCKER_CONTEXT; docker context use "$(docker context ls -q | grep -m1 -xE 'desktop-linux|colima|orbstack|rancher-desktop' || echo default)"`,
    },
  ],
  sources: [desktopCli, colimaFaq, protectAccess],
}
