import type Docker from 'dockerode'
import { z } from 'zod'
import type { Observation } from '../../contract/observation.ts'
import type { Observer, WorldCheckOf } from '../kind.ts'
import { engineAnswer, named, orAbsent } from '../look/engine-object.ts'
import { valueAt } from '../look/json-pointer.ts'

type EngineObject = WorldCheckOf<'inspect'>['of']

const inspectors: { readonly [kind in EngineObject]: (engine: Docker, name: string) => Promise<unknown> } = {
  container: async (engine, name) => named(name, await engine.getContainer(name).inspect()),
  image: (engine, name) => engine.getImage(name).inspect(),
  volume: (engine, name) => engine.getVolume(name).inspect(),
  network: async (engine, name) => named(name, await engine.getNetwork(name).inspect()),
  engine: (engine) => engine.info(),
}

const [withId, withName] = [z.looseObject({ Id: z.string() }), z.looseObject({ Name: z.string() })]

/** What every engine says of such an object. */
const schemas: { readonly [kind in EngineObject]: z.ZodType } = {
  container: withId,
  image: withId,
  volume: withName,
  network: withName,
  engine: z.looseObject({ ServerVersion: z.string() }),
}

/** What a JSON pointer finds in what the engine says of an object: a string as it is, anything else as compact JSON. */
export const observeInspect = (engine: Docker, object: EngineObject, name: string, at: string): Promise<Observation> =>
  orAbsent(async () => {
    const found = valueAt(engineAnswer(schemas[object], await inspectors[object](engine, name)), at)
    if (found === undefined) return { kind: 'nothing', at }
    return { kind: 'value', value: typeof found === 'string' ? found : JSON.stringify(found) }
  })

export const observe: Observer<'inspect'>['observe'] = ({ of, name, at }, { withEngine }) =>
  withEngine((engine) => observeInspect(engine, of, name, at))
