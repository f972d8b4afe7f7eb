import type Docker from 'dockerode'
import type { ActualAction } from '../../contract/action.ts'
import type { ExecResult } from '../../contract/session.ts'
import { EngineFault } from '../../host/engine-fault.ts'
import type { Unavailable } from '../../protocol/unavailable.ts'

/**
 * The images that an action named and whose registry this engine cannot use now: it is unreachable, answers with an
 * error of its own, or limits requests. The engine is asked for each image that it does not have, so that an image
 * that its registry does not know, or does not give, stays the guide's own mistake.
 */
export const unpulledImages = async (
  engine: Docker,
  action: ActualAction,
  result: ExecResult,
): Promise<readonly Unavailable[]> => {
  const found = await Promise.all(imagesNamed(action, result).map((image) => unpulled(engine, image)))
  return found.filter((each) => each !== undefined)
}

/** What docker(1) and BuildKit print of an image that is to be pulled. */
const printed = [
  /Unable to find image '([^'\s]+)' locally/g,
  /failed to resolve (?:source metadata for|reference) "?([^\s"]+?)"?:\s/g,
]
const pull = /\bdocker (?:image )?pull\b([^\n;&|]*)/g

const imagesNamed = (action: ActualAction, { stdout, stderr }: ExecResult): readonly string[] => {
  const line = action.kind === 'file' ? '' : action.line
  const typed = [...line.matchAll(pull)].map(([, words = '']) => words.trim().split(/\s+/).at(-1) ?? '')
  const output = printed.flatMap((pattern) =>
    [...`${stdout}\n${stderr}`.matchAll(pattern)].map(([, name = '']) => name),
  )
  return [...new Set([...typed, ...output])].filter((name) => name !== '')
}

const unpulled = async (engine: Docker, name: string): Promise<Unavailable | undefined> => {
  const image = engine.getImage(name)
  try {
    await image.inspect()
    return undefined
  } catch (error) {
    if (statusOf(error) !== 404) throw error
  }
  try {
    await image.distribution()
    return undefined
  } catch (error) {
    return isRegistrys(error) ? unavailable(name, error) : undefined
  }
}

const statusOf = (error: unknown): number | undefined =>
  error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : undefined

/** By Docker's API, an engine answers 500 or more for a registry that it cannot reach; a registry's refusal is 4xx. */
const isRegistrys = (error: unknown): boolean => {
  const status = statusOf(error)
  if (status === undefined) return error instanceof EngineFault && error.kind === 'no-answer'
  return status >= 500 || status === 429
}

const unavailable = (name: string, error: unknown): Unavailable => {
  const why = error instanceof Error ? error.message.replace(/^\(HTTP code \d+\) [^-]* - /, '').replace(/\.$/, '') : ''
  return {
    kind: 'named',
    name,
    problem: {
      what: {
        en: `Your engine cannot pull ${name}, because its registry is out of reach: “${why}”`,
        'zh-cn': `你的引擎无法拉取 ${name}，因为访问不到它的镜像仓库：“${why}”`,
      },
      hint: {
        en: `Try again with access to the registry: docker pull ${name}`,
        'zh-cn': `请在能访问该镜像仓库时重试：docker pull ${name}`,
      },
    },
  }
}
