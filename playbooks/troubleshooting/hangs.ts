import * as b2d from '../boot2docker.ts'
import { sh, target, text } from '../model/index.ts'
import { hasColima, hasDesktop } from './products.ts'
import { colimaFaq, desktopCli } from './sources.ts'
import type { Symptom } from './symptom.ts'

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
      id: 'desktop-stuck',
      signs: [{ kind: 'engine', answers: ['hangs', 'silent'] }, { kind: 'named-by', by: 'context' }, hasDesktop],
      ask: sh`docker context show; docker version`,
      answer: {
        en: 'It prints `desktop-linux`, then the client’s version only.',
        'zh-cn': '打印 `desktop-linux`，之后只有客户端的版本。',
      },
      because: {
        en: 'Docker Desktop runs, but the engine in its VM does not answer. Restart it; nothing is deleted.',
        'zh-cn': 'Docker Desktop 在运行，但虚拟机里的引擎没有响应。请重启它，不会删除任何内容。',
      },
      fix: sh`docker desktop restart`,
    },
    {
      id: 'colima-stuck',
      signs: [{ kind: 'engine', answers: ['hangs', 'silent'] }, { kind: 'named-by', by: 'context' }, hasColima],
      ask: sh`docker context show; docker version`,
      answer: {
        en: 'It prints `colima`, then the client’s version only.',
        'zh-cn': '打印 `colima`，之后只有客户端的版本。',
      },
      because: {
        en: 'Colima’s VM runs, but the engine in it does not answer. Restart it; nothing is deleted.',
        'zh-cn': 'Colima 的虚拟机在运行，但其中的引擎没有响应。请重启它，不会删除任何内容。',
      },
      fix: sh`colima restart`,
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
  sources: [desktopCli, colimaFaq],
}
