import type Docker from 'dockerode'
import type { EngineObject } from '../../../playbooks/model/check.ts'
import { type Words, alike } from '../../../playbooks/model/text.ts'
import { engineClient } from '../../host/engine-client.ts'
import type { Observation } from '../../targets/target.ts'
import type { EngineAddress, NoAddress } from './address.ts'
import { type Archived, firstMember } from './archive.ts'
import { tooLarge } from './files.ts'
import { valueAt } from './json-pointer.ts'
import { reasonOf, reasonWords } from './reason.ts'

const timeoutMs = 4000

/** A client of the engine at this address. */
export const engineAt = (address: EngineAddress): Docker => {
  if (address.kind === 'socket') return engineClient({ socketPath: address.path, timeout: timeoutMs })
  const { host, port, tls } = address
  return tls === undefined
    ? engineClient({ host, port, timeout: timeoutMs, protocol: 'http' })
    : engineClient({ host, port, timeout: timeoutMs, protocol: 'https', ...tls })
}

/** `answers` or `silent`: the engine's own ping, over TLS that must hold. */
export const observeEngine = async (engine: Docker): Promise<Observation> => {
  try {
    await engine.ping()
    return { kind: 'state', state: 'answers' }
  } catch (error) {
    return { kind: 'state', state: 'silent', detail: alike(reasonOf(error)) }
  }
}

const unsupportedScheme: Words = { en: 'checks know unix:// and tcp:// only', 'zh-cn': '检查只支持 unix:// 和 tcp://' }

/** The same for an endpoint that a guide names. */
export const observeEndpoint = (address: EngineAddress | NoAddress): Promise<Observation> =>
  address.kind === 'none'
    ? Promise.resolve({ kind: 'unreachable', reason: unsupportedScheme })
    : observeEngine(engineAt(address))

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'statusCode' in error && error.statusCode === 404

const stateOr = async (look: () => Promise<Observation>): Promise<Observation> => {
  try {
    return await look()
  } catch (error) {
    if (isMissing(error)) return { kind: 'state', state: 'absent' }
    const why = reasonWords(error)
    return { kind: 'unreachable', reason: { en: `the engine: ${why.en}`, 'zh-cn': `引擎：${why['zh-cn']}` } }
  }
}

/** `created`, `running`, `paused`, `exited` … as the engine says it, or `absent`. */
export const observeContainer = (engine: Docker, name: string): Promise<Observation> =>
  stateOr(async () => {
    const { State } = await engine.getContainer(name).inspect()
    return {
      kind: 'state',
      state: State.Status,
      detail: { en: `exit code ${State.ExitCode}`, 'zh-cn': `退出码 ${State.ExitCode}` },
    }
  })

/** `present` or `absent`. */
export const observeImage = (engine: Docker, name: string): Promise<Observation> =>
  stateOr(async () => {
    const { Id } = await engine.getImage(name).inspect()
    return { kind: 'state', state: 'present', detail: alike(Id) }
  })

/** `present` or `absent`. */
export const observeVolume = (engine: Docker, name: string): Promise<Observation> =>
  stateOr(async () => {
    await engine.getVolume(name).inspect()
    return { kind: 'state', state: 'present' }
  })

/** `present` or `absent`. */
export const observeNetwork = (engine: Docker, name: string): Promise<Observation> =>
  stateOr(async () => {
    await engine.getNetwork(name).inspect()
    return { kind: 'state', state: 'present' }
  })

const inspectors: { readonly [kind in EngineObject]: (engine: Docker, name: string) => Promise<unknown> } = {
  container: (engine, name) => engine.getContainer(name).inspect(),
  image: (engine, name) => engine.getImage(name).inspect(),
  volume: (engine, name) => engine.getVolume(name).inspect(),
  network: (engine, name) => engine.getNetwork(name).inspect(),
  engine: (engine) => engine.info(),
}

/** What a JSON pointer finds in what the engine tells of an object: a string as it is, anything else as compact JSON. */
export const observeInspect = (engine: Docker, object: EngineObject, name: string, at: string): Promise<Observation> =>
  stateOr(async () => {
    const found = valueAt(await inspectors[object](engine, name), at)
    if (found === undefined) return { kind: 'nothing', at }
    return { kind: 'value', value: typeof found === 'string' ? found : JSON.stringify(found) }
  })

/** A file in a container, up to 1 MiB, as the engine's archive (a tar) holds it. */
export const observeContainerFile = (engine: Docker, container: string, path: string): Promise<Observation> =>
  stateOr(async () => {
    const member = await firstMember(await engine.getContainer(container).getArchive({ path }))
    return member.kind === 'file'
      ? { kind: 'content', content: member.content }
      : { kind: 'unreachable', reason: noContent(path, member) }
  })

const noContent = (path: string, member: Exclude<Archived, { kind: 'file' }>): Words => {
  switch (member.kind) {
    case 'too-large':
      return tooLarge(path)
    case 'no-file':
      return { en: `${path} is a ${member.type}, not a file`, 'zh-cn': `${path} 不是文件，而是“${member.type}”` }
    case 'nothing':
      return { en: `the engine’s archive of ${path} is empty`, 'zh-cn': `引擎给出的 ${path} 归档是空的` }
  }
}

/** Under which port of the machine a container's TCP port is published; `unset` when it is not. */
export const observePublishedPort = (engine: Docker, container: string, guestPort: number): Promise<Observation> =>
  stateOr(async () => {
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
