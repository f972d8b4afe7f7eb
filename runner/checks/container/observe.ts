import type Docker from 'dockerode'
import { z } from 'zod'
import type { Observation } from '../../contract/observation.ts'
import type { Observer } from '../kind.ts'
import { engineAnswer, named, orAbsent } from '../look/engine-object.ts'

const containerSchema = z.object({ State: z.object({ Status: z.string(), ExitCode: z.number() }) })

/** `created`, `running`, `paused`, `exited` … as the engine says it, or absent. */
export const observeContainer = (engine: Docker, name: string): Promise<Observation> =>
  orAbsent(async () => {
    const { State } = engineAnswer(containerSchema, named(name, await engine.getContainer(name).inspect()))
    return {
      kind: 'state',
      state: State.Status,
      detail: { en: `exit code ${State.ExitCode}`, 'zh-cn': `退出码 ${State.ExitCode}` },
    }
  })

export const observe: Observer<'container'>['observe'] = ({ name }, { withEngine }) =>
  withEngine((engine) => observeContainer(engine, name))
