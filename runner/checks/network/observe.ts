import type Docker from 'dockerode'
import { z } from 'zod'
import type { Observation } from '../../contract/observation.ts'
import type { Observer } from '../kind.ts'
import { engineAnswer, orAbsent } from '../look/engine-object.ts'

/** `present` or absent. */
export const observeNetwork = (engine: Docker, name: string): Promise<Observation> =>
  orAbsent(async () => {
    engineAnswer(z.object({ Name: z.string() }), await engine.getNetwork(name).inspect())
    return { kind: 'state', state: 'present' }
  })

export const observe: Observer<'network'>['observe'] = ({ name }, { withEngine }) =>
  withEngine((engine) => observeNetwork(engine, name))
