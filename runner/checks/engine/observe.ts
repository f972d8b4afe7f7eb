import type Docker from 'dockerode'
import { type Words, alike } from '../../../playbooks/model/text.ts'
import type { Observation } from '../../contract/observation.ts'
import type { Observer } from '../kind.ts'
import { type EngineAddress, type NoAddress, addressIn } from '../look/address.ts'
import { engineAt } from '../look/engine.ts'
import { reasonOf } from '../look/reason.ts'

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

export const observe: Observer<'engine'>['observe'] = async ({ endpoint }, { certificates }) =>
  observeEndpoint(addressIn(endpoint, await certificates()))
