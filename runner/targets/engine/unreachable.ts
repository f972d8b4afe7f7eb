import type { Words } from '../../../playbooks/model/text.ts'
import type { NoAddress } from '../../checks/look/address.ts'
import { RunnerError } from '../../errors.ts'

/** The endpoint as the client writes it, and where the client has it from. */
export interface Named {
  readonly host: string
  readonly namedBy: Words
  /** The command that gives the client certificates. */
  readonly hints: { readonly tls: string }
}

/** RunnerError('blocked') for an endpoint that checks cannot reach independently of the client. */
export const unreachable = (why: NoAddress['why'], { host, namedBy, hints }: Named): RunnerError => {
  const place = { en: `The engine is at ${host} (${namedBy.en})`, 'zh-cn': `引擎在 ${host}（${namedBy['zh-cn']}）` }
  switch (why) {
    case 'no-certificates':
      return new RunnerError('blocked', noCertificates(place), { hint: hints.tls })
    case 'not-understood':
      return new RunnerError('blocked', cannotLook(place), { hint: 'docker context use default' })
  }
}

const cannotLook = (place: Words): Words => ({
  en: `${place.en}, which checks cannot reach: they support only unix://, ssh:// and tcp://.`,
  'zh-cn': `${place['zh-cn']}，检查无法访问：只支持 unix://、ssh:// 和 tcp://。`,
})

const noCertificates = (place: Words): Words => ({
  en: `${place.en}, which is TLS, but the client has no certificates for it.`,
  'zh-cn': `${place['zh-cn']}，那里使用 TLS，但客户端没有相应的证书。`,
})
