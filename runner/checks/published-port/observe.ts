import type Docker from 'dockerode'
import type { Words } from '../../../playbooks/model/text.ts'
import type { Observation } from '../../contract/observation.ts'
import type { Observer } from '../kind.ts'
import { orAbsent } from '../look/engine-object.ts'

/** Under which port of the machine a container's TCP port is published; `unset` when it is not. */
export const observePublishedPort = (engine: Docker, container: string, guestPort: number): Promise<Observation> =>
  orAbsent(async () => {
    const { NetworkSettings } = await engine.getContainer(container).inspect()
    const published = NetworkSettings.Ports as Published // what the engine's API says
    const hostPort = published[`${guestPort}/tcp`]?.[0]?.HostPort
    if (hostPort !== undefined) return { kind: 'value', value: hostPort }
    return { kind: 'unreachable', reason: unpublished(container, guestPort, published) }
  })

type Published = Record<string, readonly { HostPort: string }[] | null> // an unpublished port is null

const unpublished = (container: string, port: number, published: Published): Words => {
  const rows = Object.entries(published).flatMap(([guest, hosts]) =>
    (hosts ?? []).map(({ HostPort }) => ({ en: `${guest} as ${HostPort}`, 'zh-cn': `${guest} 发布为 ${HostPort}` })),
  )
  const list = {
    en: distinct(rows.map(({ en }) => en)).join(', ') || 'none',
    'zh-cn': distinct(rows.map((row) => row['zh-cn'])).join('、') || '无',
  }
  return {
    en: `port ${port} of ${container} is not published; published: ${list.en}`,
    'zh-cn': `${container} 的 ${port} 端口没有发布；已发布：${list['zh-cn']}`,
  }
}

const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)]

export const observe: Observer<'published-port'>['observe'] = ({ container, guestPort }, { withEngine }) =>
  withEngine((engine) => observePublishedPort(engine, container, guestPort))
