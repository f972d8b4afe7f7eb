import type Docker from 'dockerode'
import { z } from 'zod'
import { alike } from '../../../playbooks/model/text.ts'
import type { Observation } from '../../contract/observation.ts'
import type { Observer } from '../kind.ts'
import { engineAnswer, orAbsent } from '../look/engine-object.ts'

/** `present` or absent. */
export const observeImage = (engine: Docker, name: string): Promise<Observation> =>
  orAbsent(async () => {
    const { Id } = engineAnswer(z.object({ Id: z.string() }), await engine.getImage(name).inspect())
    return { kind: 'state', state: 'present', detail: alike(Id) }
  })

export const observe: Observer<'image'>['observe'] = ({ name }, { withEngine }) =>
  withEngine((engine) => observeImage(engine, name))
