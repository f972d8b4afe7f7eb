import { lookup } from 'node:dns/promises'
import type { Observation } from '../../contract/observation.ts'
import type { Observer } from '../kind.ts'

/** The IPv4 address that a name has on this computer, the hosts file included. */
export const observeName = async (name: string): Promise<Observation> => {
  try {
    const { address } = await lookup(name, { family: 4 })
    return { kind: 'address', address }
  } catch {
    // Neither a name server nor the hosts file knows it.
    return { kind: 'address', address: 'none' }
  }
}

export const observe: Observer<'name'>['observe'] = ({ name }) => observeName(name)
