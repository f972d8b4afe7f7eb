import type { Words } from '../../../playbooks/model/text.ts'
import type { NoAddress } from '../../checks/observe/address.ts'
import { RunnerError } from '../../errors.ts'

/** Where a client finds its engine, in its own words, and by what it found it. */
export interface Named {
  readonly host: string
  readonly namedBy: Words
  /** How the client is given certificates. */
  readonly tlsHint: string
}

/**
 * Checks must get to the engine by a road of their own: RunnerError('blocked') for an endpoint to which there is none.
 */
export const unreachable = (why: NoAddress['why'], { host, namedBy, tlsHint }: Named): RunnerError => {
  const place = { en: `The engine is at ${host} (${namedBy.en})`, 'zh-cn': `引擎在 ${host}（${namedBy['zh-cn']}）` }
  switch (why) {
    case 'by-ssh':
      return new RunnerError('blocked', cannotLook(place), { hint: tunnelTo(host) })
    case 'no-certificates':
      return new RunnerError('blocked', noCertificates(place), { hint: tlsHint })
    case 'not-understood':
      return new RunnerError('blocked', cannotLook(place), { hint: 'docker context use default' })
  }
}

const cannotLook = (place: Words): Words => ({
  en: `${place.en}, and checks cannot look there: they know unix:// and tcp:// only.`,
  'zh-cn': `${place['zh-cn']}，检查到不了那里：只支持 unix:// 和 tcp://。`,
})

const noCertificates = (place: Words): Words => ({
  en: `${place.en}, which is TLS, but the client has no certificates for it.`,
  'zh-cn': `${place['zh-cn']}，那里使用 TLS，但客户端没有相应的证书。`,
})

/** Brings the far engine's socket here: `ssh://USER@HOST:PORT/SOCKET`. */
const tunnelTo = (endpoint: string): string => {
  const [, who = '', port, socket = '/var/run/docker.sock'] = /^ssh:\/\/([^:/]*)(?::(\d+))?(\/.+)?/.exec(endpoint) ?? []
  return `ssh -nNT ${port === undefined ? '' : `-p ${port} `}-L /tmp/engine.sock:${socket} ${who} & export DOCKER_HOST=unix:///tmp/engine.sock`
}
