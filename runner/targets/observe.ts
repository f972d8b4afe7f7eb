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
import type { ActualWorldCheck, Observation } from './target.ts'

/** A check inside the VM or of its state: its files, its processes, the state in the hypervisor. */
export type InsideCheck = Extract<ActualWorldCheck, { readonly where: 'host' | 'guest' } | { readonly kind: 'machine' }>

/** How a target observes, and which engine. */
export interface LookContext {
  /** Makes a path of a step absolute, also with `~` or relative. */
  readonly absolute: (path: string) => string
  /** The engine that the guide uses, reached independently of the client. */
  readonly withEngine: <Seen>(look: (engine: Docker) => Promise<Seen>) => Promise<Seen>
  /** The certificates of the reader's client, for engines at other endpoints. */
  readonly certificates: () => Promise<ClientCertificates | undefined>
  /** Observes inside the VM. Paths are absolute. */
  readonly inside: (check: InsideCheck) => Promise<Observation>
}

/** Observes the world from the reader's computer. */
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
