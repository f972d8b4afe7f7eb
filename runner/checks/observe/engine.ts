import Docker from 'dockerode'
import type { EngineObject } from '../../../playbooks/model/check.ts'
import type { Observation } from '../../targets/target.ts'
import type { EngineAddress, NoAddress } from './address.ts'
import { firstMember } from './archive.ts'
import { valueAt } from './json-pointer.ts'
import { reasonOf } from './network.ts'

const patienceMs = 4000

/** A client of the engine at this address. */
export const engineAt = (address: EngineAddress): Docker => {
  if (address.kind === 'socket') return new Docker({ socketPath: address.path, timeout: patienceMs })
  const { host, port, tls } = address
  return tls === undefined ? new Docker({ host, port, timeout: patienceMs, protocol: 'http' }) : new Docker({ host, port, timeout: patienceMs, protocol: 'https', ...tls })
}

/** `answers` or `silent`: the engine's own ping, over TLS that must hold. */
export const observeEngine = async (engine: Docker): Promise<Observation> => {
  try {
    await engine.ping()
    return { kind: 'state', state: 'answers' }
  } catch (error) {
    return { kind: 'state', state: 'silent', detail: reasonOf(error) }
  }
}

/** The same for an endpoint that a guide names. */
export const observeEndpoint = (address: EngineAddress | NoAddress): Promise<Observation> =>
  address.kind === 'none' ? Promise.resolve({ kind: 'unreachable', reason: 'checks know unix:// and tcp:// only' }) : observeEngine(engineAt(address))

const isMissing = (error: unknown): boolean => error instanceof Error && 'statusCode' in error && error.statusCode === 404

const stateOr = async (look: () => Promise<Observation>): Promise<Observation> => {
  try {
    return await look()
  } catch (error) {
    if (isMissing(error)) return { kind: 'state', state: 'absent' }
    return { kind: 'unreachable', reason: `the engine: ${reasonOf(error)}` }
  }
}

/** `created`, `running`, `paused`, `exited` … as the engine says it, or `absent`. */
export const observeContainer = (engine: Docker, name: string): Promise<Observation> =>
  stateOr(async () => {
    const { State } = await engine.getContainer(name).inspect()
    return { kind: 'state', state: State.Status, detail: `exit code ${State.ExitCode}` }
  })

/** `present` or `absent`. */
export const observeImage = (engine: Docker, name: string): Promise<Observation> =>
  stateOr(async () => {
    const { Id } = await engine.getImage(name).inspect()
    return { kind: 'state', state: 'present', detail: Id }
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
    if (member.content !== undefined) return { kind: 'content', content: member.content }
    return { kind: 'unreachable', reason: `${path} is a ${member.kind}, not a file` }
  })

/** Under which port of the machine a container's TCP port is published; `unset` when it is not. */
export const observePublishedPort = (engine: Docker, container: string, guestPort: number): Promise<Observation> =>
  stateOr(async () => {
    const { NetworkSettings } = await engine.getContainer(container).inspect()
    const published = NetworkSettings.Ports as Record<string, readonly { HostPort: string }[] | null> // an unpublished port is null
    const hostPort = published[`${guestPort}/tcp`]?.[0]?.HostPort
    if (hostPort !== undefined) return { kind: 'value', value: hostPort }
    return { kind: 'unreachable', reason: `port ${guestPort} of ${container} is not published; published: ${listPorts(published)}` }
  })

const listPorts = (ports: Record<string, readonly { HostPort: string }[] | null>): string => {
  const rows = Object.entries(ports).flatMap(([port, hosts]) => (hosts ?? []).map((host) => `${port} as ${host.HostPort}`))
  return rows.length === 0 ? 'none' : [...new Set(rows)].join(', ')
}

