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

/** The engine answered with an object of another name. */
class AnotherObject extends Error {}

/** What the engine says of an object; absent when it says that there is none, or answers with another one. */
export const orAbsent = async (look: () => Promise<Observation>): Promise<Observation> => {
  try {
    return await look()
  } catch (error) {
    if (error instanceof AnotherObject || missingSchema.safeParse(error).success) return { kind: 'absent' }
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

const namedSchema = z.object({ Id: z.string(), Name: z.string() })

/**
 * The answer for a container or network, where it is the one of this name; otherwise `orAbsent` takes it for absent.
 * The engine also takes the beginning of an ID for a name: asked for db1, it answers with any container whose ID begins
 * with db1 (https://docs.docker.com/reference/cli/docker/inspect).
 */
export const named = <Answer>(name: string, answer: Answer): Answer => {
  if (isOf(name, engineAnswer(namedSchema, answer))) return answer
  throw new AnotherObject(`The engine has nothing of the name ${name}.`)
}

/** The digits of an ID as `docker ps` shows it. Fewer are a name. */
const shortestId = 12

/** The engine writes a slash before the name of a container. */
const isOf = (name: string, { Id, Name }: z.infer<typeof namedSchema>): boolean =>
  Name === name || Name === `/${name}` || (name.length >= shortestId && Id.startsWith(name))
