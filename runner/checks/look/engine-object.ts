import { z } from 'zod'
import { type Observation, cannotLook } from '../../contract/observation.ts'
import { RunnerError } from '../../errors.ts'
import { EngineFault } from '../../host/engine-fault.ts'
import { reasonWords } from './reason.ts'

/** The engine's API: an error is an object with a message. “page not found” is said of a path, not of an object. */
const missingSchema = z.object({
  statusCode: z.literal(404),
  json: z.object({ message: z.string().refine((message) => message !== 'page not found') }),
})

/** What the engine says of an object; absent when it says that there is none. */
export const orAbsent = async (look: () => Promise<Observation>): Promise<Observation> => {
  try {
    return await look()
  } catch (error) {
    if (missingSchema.safeParse(error).success) return { kind: 'absent' }
    const why = reasonWords(error)
    // An error of ours says itself whose it is.
    if (error instanceof RunnerError) return cannotLook(why)
    return cannotLook({ en: `the engine: ${why.en}`, 'zh-cn': `引擎：${why['zh-cn']}` })
  }
}

/** An answer of the engine, of which a part has to be as its API says. */
export const engineAnswer = <Part>(schema: z.ZodType<Part>, answer: unknown): Part => {
  const part = schema.safeParse(answer)
  if (!part.success) throw new EngineFault('not-docker', 0, part.error)
  return part.data
}
