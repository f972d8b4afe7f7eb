import type Docker from 'dockerode'
import { type Words, alike } from '../../../playbooks/model/text.ts'
import { type Observation, cannotLook } from '../../contract/observation.ts'
import { EngineFault } from '../../host/engine-fault.ts'
import type { Observer } from '../kind.ts'
import { type EngineAddress, type NoAddress, addressIn } from '../look/address.ts'
import { engineAt } from '../look/engine.ts'
import { reachOf } from '../look/reach.ts'
import { codesOf, reasonOf, reasonWords } from '../look/reason.ts'

/**
 * `answers`: the engine's own ping, over TLS that must hold. `silent`: there is no socket, or nobody accepts or keeps
 * the connection. Somebody who accepts it and does not answer as an engine cannot be looked at.
 */
export const observeEngine = async (engine: Docker): Promise<Observation> => {
  try {
    if (String(await engine.ping()) !== 'OK') throw new EngineFault('not-docker')
    return { kind: 'state', state: 'answers' }
  } catch (error) {
    const isThere = reachOf(error) === undefined && !codesOf(error).includes('ENOENT')
    return isThere ? cannotLook(reasonWords(error)) : { kind: 'state', state: 'silent', detail: alike(reasonOf(error)) }
  }
}

const unsupportedScheme: Words = {
  en: 'checks support unix://, ssh:// and tcp:// only',
  'zh-cn': '检查只支持 unix://、ssh:// 和 tcp://',
}

/** The same for an endpoint that a guide names. */
export const observeEndpoint = (address: EngineAddress | NoAddress): Promise<Observation> =>
  address.kind === 'none' ? Promise.resolve(cannotLook(unsupportedScheme)) : observeEngine(engineAt(address))

export const observe: Observer<'engine'>['observe'] = async ({ endpoint }, { certificates }) =>
  observeEndpoint(addressIn(endpoint, await certificates()))
