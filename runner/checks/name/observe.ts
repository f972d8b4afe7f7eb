import { lookup } from 'node:dns/promises'
import type { Observation } from '../../contract/observation.ts'
import type { Observer } from '../kind.ts'
import { cannotLookAt, codesOf } from '../look/reason.ts'

/**
 * The IPv4 address that a name has on this computer, the hosts file included. Absent is what a name server answers
 * (ENOTFOUND); one that fails or does not answer (EAI_AGAIN) says nothing.
 */
export const observeName = async (name: string): Promise<Observation> => {
  try {
    const { address } = await lookup(name, { family: 4 })
    return { kind: 'address', address }
  } catch (error) {
    return codesOf(error).includes('ENOTFOUND') ? { kind: 'absent' } : cannotLookAt(name, error)
  }
}

export const observe: Observer<'name'>['observe'] = ({ name }) => observeName(name)
