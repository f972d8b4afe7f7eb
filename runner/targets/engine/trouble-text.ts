import type { Words } from '../../../playbooks/model/text.ts'
import { type SshFault, sshHint, sshWords } from '../../host/ssh-stream.ts'
import type { EngineTrouble } from './answer.ts'
import type { Endpoint } from './endpoint.ts'

interface Text {
  readonly what: Words
  /** One command that fixes it. */
  readonly hint: string
}

/** What is said of each trouble with the reader's engine. `detail` is as the system says it. */
export const troubleText = (trouble: EngineTrouble, detail: string, endpoint: Endpoint): Text => {
  const { host, namedBy, hints } = endpoint
  const at = { en: `${host} (${namedBy.en})`, 'zh-cn': `${host}（${namedBy['zh-cn']}）` }
  switch (trouble) {
    case 'no-socket':
    case 'unknown-name':
      return endpoint.isStaleWhenGone ? stale(at, detail) : { what: notThere(at, detail), hint: hints.start }
    case 'refused':
      return { what: notRunning(at), hint: hints.start }
    case 'no-permission':
      return { what: notAllowed(at), hint: 'sudo usermod -aG docker "$USER" && newgrp docker' }
    case 'no-login':
    case 'no-engine':
      return { what: sshWords[trouble](at, detail), hint: hintBySsh(trouble, endpoint) }
    case 'silent':
      return { what: lost(at, detail), hint: hints.start }
    case 'hangs':
      return { what: stuck(at), hint: hints.restart }
    case 'not-docker':
      return { what: notDocker(at), hint: hints.choose }
    case 'wants-tls':
    case 'no-tls':
    case 'wrong-certificate':
    case 'expired-for-engine':
    case 'expired-for-client':
      return { what: tls[trouble](at, detail), hint: hints.tls }
  }
}

const hintBySsh = (trouble: SshFault['kind'], { at, hints }: Endpoint): string =>
  at.kind === 'ssh' ? sshHint(trouble, at) : hints.choose

const notThere = (at: Words, detail: string): Words => ({
  en: `No Docker engine runs: there is nothing at ${at.en}: ${detail}.`,
  'zh-cn': `没有 Docker 引擎在运行：${at['zh-cn']} 不存在：${detail}。`,
})

const stale = (at: Words, detail: string): Text => ({
  what: {
    en: `The client uses an endpoint that no longer exists: ${at.en}: ${detail}.`,
    'zh-cn': `客户端使用的端点已不存在：${at['zh-cn']}：${detail}。`,
  },
  hint: 'docker context use default',
})

const notRunning = (at: Words): Words => ({
  en: `The Docker engine at ${at.en} is not running: connections are refused.`,
  'zh-cn': `${at['zh-cn']} 上的 Docker 引擎没有运行：连接被拒绝。`,
})

const notAllowed = (at: Words): Words => ({
  en: `You may not use the Docker engine at ${at.en}: permission denied.`,
  'zh-cn': `你无权使用 ${at['zh-cn']} 上的 Docker 引擎：权限不足。`,
})

const lost = (at: Words, detail: string): Words => ({
  en: `The Docker engine at ${at.en} cannot be reached: ${detail}.`,
  'zh-cn': `无法连接 ${at['zh-cn']} 上的 Docker 引擎：${detail}。`,
})

const stuck = (at: Words): Words => ({
  en: `The Docker engine at ${at.en} accepts connections but does not answer.`,
  'zh-cn': `${at['zh-cn']} 上的 Docker 引擎接受连接，但没有响应。`,
})

const notDocker = (at: Words): Words => ({
  en: `What answers at ${at.en} is not a Docker engine.`,
  'zh-cn': `在 ${at['zh-cn']} 响应的不是 Docker 引擎。`,
})

const tls: {
  readonly [
    trouble in EngineTrouble &
      ('wants-tls' | 'no-tls' | 'wrong-certificate' | 'expired-for-engine' | 'expired-for-client')
  ]: (at: Words, detail: string) => Words
} = {
  'wants-tls': (at) => ({
    en: `The Docker engine at ${at.en} accepts TLS only, and the client does not use it.`,
    'zh-cn': `${at['zh-cn']} 上的 Docker 引擎只接受 TLS，而客户端没有使用。`,
  }),
  'no-tls': (at) => ({
    en: `The client uses TLS, and the Docker engine at ${at.en} does not.`,
    'zh-cn': `客户端使用 TLS，而 ${at['zh-cn']} 上的 Docker 引擎没有使用。`,
  }),
  'expired-for-engine': (at) => ({
    en: `The Docker engine at ${at.en} refuses the client’s certificate: it has expired.`,
    'zh-cn': `${at['zh-cn']} 上的 Docker 引擎拒绝了客户端证书：证书已过期。`,
  }),
  'expired-for-client': (at, detail) => ({
    en: `The certificate of the Docker engine at ${at.en} is not valid at this time: ${detail}.`,
    'zh-cn': `${at['zh-cn']} 上的 Docker 引擎证书在当前时间无效：${detail}。`,
  }),
  'wrong-certificate': (at, detail) => ({
    en: `The certificate of the Docker engine at ${at.en} does not hold: ${detail}.`,
    'zh-cn': `${at['zh-cn']} 上的 Docker 引擎证书无效：${detail}。`,
  }),
}
