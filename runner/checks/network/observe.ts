import type Docker from 'dockerode'
import type { Observation } from '../../contract/observation.ts'
import type { Observer } from '../kind.ts'
import { named, orAbsent } from '../look/engine-object.ts'

/** `present` or absent. */
export const observeNetwork = (engine: Docker, name: string): Promise<Observation> =>
  orAbsent(async () => {
    named(name, await engine.getNetwork(name).inspect())
    return { kind: 'state', state: 'present' }
  })

export const observe: Observer<'network'>['observe'] = ({ name }, { withEngine }) =>
  withEngine((engine) => observeNetwork(engine, name))
