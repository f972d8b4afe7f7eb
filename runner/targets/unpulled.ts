import type Docker from 'dockerode'
import type { Words } from '../../playbooks/model/text.ts'
import type { ActualAction } from '../contract/action.ts'
import type { ExecResult } from '../contract/session.ts'
import { EngineFault } from '../host/engine-fault.ts'
import type { Unavailable } from '../protocol/unavailable.ts'

/** An image that an engine cannot pull now, although its registry may have it, and what the engine says. */
export interface Unpulled {
  readonly name: string
  readonly why: string
}

/** Gives an engine for one request. */
export type WithEngine = <Seen>(ask: (engine: Docker) => Promise<Seen>) => Promise<Seen>

/**
 * Those of these images whose registry this engine cannot use now: it is unreachable, answers with an error of its own,
 * or limits requests. The engine is asked for each image that it does not have, so that an image that its registry does
 * not know, or does not give, stays the guide's own mistake. Throws when the engine itself does not answer.
 */
export const unpulledOf = async (withEngine: WithEngine, names: readonly string[]): Promise<readonly Unpulled[]> => {
  const found = await Promise.all(names.map((name) => unpulled(withEngine, name)))
  return found.filter((each) => each !== undefined)
}

/** What docker(1) and BuildKit print of an image that is to be pulled. */
const printed = [
  /Unable to find image '([^'\s]+)' locally/g,
  /failed to resolve (?:source metadata for|reference) "?([^\s"]+?)"?:\s/g,
]
const pull = /\bdocker (?:image )?pull\b([^\n;&|]*)/g

/** The images that an action asked to pull, or could not find locally. */
export const imagesNamed = (action: ActualAction, { stdout, stderr }: ExecResult): readonly string[] => {
  const line = action.kind === 'file' ? '' : action.line
  const typed = [...line.matchAll(pull)].map(([, words = '']) => words.trim().split(/\s+/).at(-1) ?? '')
  const output = printed.flatMap((pattern) =>
    [...`${stdout}\n${stderr}`.matchAll(pattern)].map(([, name = '']) => name),
  )
  return [...new Set([...typed, ...output])].filter((name) => name !== '')
}

const unpulled = async (withEngine: WithEngine, name: string): Promise<Unpulled | undefined> => {
  try {
    await withEngine((engine) => engine.getImage(name).inspect())
    return undefined
  } catch (error) {
    if (statusOf(error) !== 404) throw error
  }
  try {
    await withEngine((engine) => engine.getImage(name).distribution())
    return undefined
  } catch (error) {
    return isRegistrys(error) ? { name, why: saidBy(error) } : undefined
  }
}

/** The status with which an engine refused a request. */
export const statusOf = (error: unknown): number | undefined =>
  error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : undefined

/** By Docker's API, an engine answers 500 or more for a registry that it cannot reach; a registry's refusal is 4xx. */
const isRegistrys = (error: unknown): boolean => {
  const status = statusOf(error)
  if (status === undefined) return error instanceof EngineFault && error.kind === 'no-answer'
  return status >= 500 || status === 429
}

const saidBy = (error: unknown): string =>
  error instanceof Error ? error.message.replace(/^\(HTTP code \d+\) [^-]* - /, '').replace(/\.$/, '') : ''

/** What a report says of it; `whose` is the engine. */
export const unpulledProblem = ({ name, why }: Unpulled, whose: Words): Unavailable => ({
  kind: 'named',
  name,
  problem: {
    what: {
      en: `${whose.en} cannot pull ${name}, because its registry is out of reach: “${why}”`,
      'zh-cn': `${whose['zh-cn']}无法拉取 ${name}，因为访问不到它的镜像仓库：“${why}”`,
    },
    hint: {
      en: `Try again with access to the registry: docker pull ${name}`,
      'zh-cn': `请在能访问该镜像仓库时重试：docker pull ${name}`,
    },
  },
})
