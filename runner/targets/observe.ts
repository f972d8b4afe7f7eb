import type Docker from 'dockerode'
import { type ClientCertificates, addressIn } from '../checks/observe/address.ts'
import {
  observeContainer,
  observeContainerFile,
  observeEndpoint,
  observeImage,
  observeInspect,
  observeNetwork,
  observePublishedPort,
  observeVolume,
} from '../checks/observe/engine.ts'
import { observeFile, observeFolder, observeProcess } from '../checks/observe/files.ts'
import { observeHttp, observeName, observePort, observeRoute } from '../checks/observe/network.ts'
import type { Observation } from '../contract/observation.ts'
import type { ActualWorldCheck } from '../contract/rendered.ts'

/** A look into the machine itself: its files, its processes, how its hypervisor says it is. */
export type InsideCheck = Extract<ActualWorldCheck, { readonly where: 'host' | 'guest' } | { readonly kind: 'machine' }>

/** From where a target looks, and at which engine. */
export interface LookContext {
  /** A path as a step writes it, `~` and relative ones too, as an absolute one. */
  readonly absolute: (path: string) => string
  /** The engine that the guide uses, by a road of the observer's own. */
  readonly withEngine: <Seen>(look: (engine: Docker) => Promise<Seen>) => Promise<Seen>
  /** Those of the reader's client, for any engine that is reached by the road that it takes. */
  readonly certificates: () => Promise<ClientCertificates | undefined>
  /** Its paths are absolute. */
  readonly inside: (check: InsideCheck) => Promise<Observation>
}

/** Looks at the world from the reader's computer. */
export const observe = async (
  check: ActualWorldCheck,
  context: LookContext,
  signal: AbortSignal,
): Promise<Observation> => {
  switch (check.kind) {
    case 'port':
      return observePort(check.host, check.port)
    case 'http':
      return observeHttp(check.url, signal, check.login)
    case 'name':
      return observeName(check.name)
    case 'route':
      return observeRoute(check.to)
    case 'engine':
      return observeEndpoint(addressIn(check.endpoint, await context.certificates()))
    case 'container':
      return context.withEngine((engine) => observeContainer(engine, check.name))
    case 'image':
      return context.withEngine((engine) => observeImage(engine, check.name))
    case 'volume':
      return context.withEngine((engine) => observeVolume(engine, check.name))
    case 'network':
      return context.withEngine((engine) => observeNetwork(engine, check.name))
    case 'inspect':
      return context.withEngine((engine) => observeInspect(engine, check.of, check.name, check.at))
    case 'container-file':
      return context.withEngine((engine) => observeContainerFile(engine, check.container, check.path))
    case 'published-port':
      return context.withEngine((engine) => observePublishedPort(engine, check.container, check.guestPort))
    case 'file': {
      const path = context.absolute(check.path)
      return check.where === 'host' ? observeFile(path) : context.inside({ ...check, path })
    }
    case 'folder': {
      const path = context.absolute(check.path)
      return check.where === 'host' ? observeFolder(path) : context.inside({ ...check, path })
    }
    case 'process':
      return check.where === 'host' ? observeProcess(check.command) : context.inside(check)
    case 'machine':
      return context.inside(check)
    case 'variable':
      return {
        kind: 'unreachable',
        reason: { en: 'the shell’s environment is not the observer’s', 'zh-cn': 'shell 的环境不是观察者的环境' },
      }
  }
}
