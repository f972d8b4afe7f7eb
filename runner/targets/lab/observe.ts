import { homedir } from 'node:os'
import {
  engineAt,
  observeContainer,
  observeContainerFile,
  observeEngine,
  observeImage,
  observeInspect,
  observeNetwork,
  observePublishedPort,
  observeVolume,
} from '../../checks/observe/engine.ts'
import { observeFile, observeFolder, observeProcess } from '../../checks/observe/files.ts'
import { observeHttp, observeName, observePort, observeRoute } from '../../checks/observe/network.ts'
import type { ActualWorldCheck, Observation } from '../target.ts'
import { observeGuestFile, observeGuestFolder, observeGuestProcess } from './observe-guest.ts'
import type { Inside } from './inside.ts'

/** `~` is the reader's home; on a shared folder the same path holds in the machine. */
const expand = (path: string): string => path.replace(/^~(?=\/|$)/, homedir())

/** Looks at the world from inside the namespace. `inside` is the road to the machine that no VPN takes. */
export const observe = async (check: ActualWorldCheck, inside: Inside, signal: AbortSignal): Promise<Observation> => {
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
      return observeEngine(engineAt(check.endpoint, check.endpoint.startsWith('tcp:') ? await inside.certificates() : undefined))
    case 'container':
      return inside.withEngine((engine) => observeContainer(engine, check.name))
    case 'image':
      return inside.withEngine((engine) => observeImage(engine, check.name))
    case 'volume':
      return inside.withEngine((engine) => observeVolume(engine, check.name))
    case 'network':
      return inside.withEngine((engine) => observeNetwork(engine, check.name))
    case 'inspect':
      return inside.withEngine((engine) => observeInspect(engine, check.of, check.name, check.at))
    case 'container-file':
      return inside.withEngine((engine) => observeContainerFile(engine, check.container, check.path))
    case 'published-port':
      return inside.withEngine((engine) => observePublishedPort(engine, check.container, check.guestPort))
    case 'file':
      return check.where === 'host' ? observeFile(expand(check.path)) : observeGuestFile(inside, expand(check.path))
    case 'folder':
      return check.where === 'host' ? observeFolder(expand(check.path)) : observeGuestFolder(inside, expand(check.path))
    case 'process':
      return check.where === 'host' ? observeProcess(check.command) : observeGuestProcess(inside, check.command)
    case 'machine':
      return { kind: 'state', state: await inside.state() }
    case 'variable':
      return { kind: 'unreachable', reason: 'the shell’s environment is not the observer’s' }
  }
}
