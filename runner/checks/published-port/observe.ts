import type Docker from 'dockerode'
import { z } from 'zod'
import type { Words } from '../../../playbooks/model/text.ts'
import type { Observation } from '../../contract/observation.ts'
import type { Observer } from '../kind.ts'
import { engineAnswer, named, orAbsent } from '../look/engine-object.ts'

/** An unpublished port is null. */
const portsSchema = z.record(z.string(), z.array(z.object({ HostPort: z.string() })).nullable())
type Published = z.infer<typeof portsSchema>
const containerSchema = z.object({ NetworkSettings: z.object({ Ports: portsSchema }) })

/** Under which port of the machine a container's TCP port is published; absent when it is not. */
export const observePublishedPort = (engine: Docker, container: string, guestPort: number): Promise<Observation> =>
  orAbsent(async () => {
    const answer = named(container, await engine.getContainer(container).inspect())
    const published = engineAnswer(containerSchema, answer).NetworkSettings.Ports
    const hostPort = published[`${guestPort}/tcp`]?.[0]?.HostPort
    return hostPort === undefined ? { kind: 'absent', detail: othersIn(published) } : { kind: 'value', value: hostPort }
  })

const othersIn = (published: Published): Words => {
  const rows = Object.entries(published).flatMap(([guest, hosts]) =>
    (hosts ?? []).map(({ HostPort }) => ({ en: `${guest} as ${HostPort}`, 'zh-cn': `${guest} 发布为 ${HostPort}` })),
  )
  if (rows.length === 0) return { en: 'no port is published', 'zh-cn': '没有发布任何端口' }
  return {
    en: `published: ${distinct(rows.map(({ en }) => en)).join(', ')}`,
    'zh-cn': `已发布：${distinct(rows.map((row) => row['zh-cn'])).join('、')}`,
  }
}

const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)]

export const observe: Observer<'published-port'>['observe'] = ({ container, guestPort }, { withEngine }) =>
  withEngine((engine) => observePublishedPort(engine, container, guestPort))
