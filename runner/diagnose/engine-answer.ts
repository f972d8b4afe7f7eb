import type Docker from 'dockerode'
import type { EngineAnswer } from '../../playbooks/troubleshooting.ts'
import { z } from 'zod'
import { engineAnswer } from '../checks/look/engine-object.ts'
import { reasonOf } from '../checks/look/reason.ts'
import { troubleOf } from '../targets/engine/answer.ts'

/** The engine's version, when it answers. */
export interface EngineVersion {
  readonly api: string
  readonly oldestApi: string
  /** Docker's name for it: `amd64`, `arm64`. */
  readonly processor: string
}

export interface Answered {
  readonly answer: EngineAnswer
  /** The reason, as the system reports it. */
  readonly detail: string
  readonly version?: EngineVersion
}

const versionSchema = z.object({ ApiVersion: z.string(), MinAPIVersion: z.string(), Arch: z.string() })

/** Asks an engine for its version. Changes nothing. */
export const askEngine = async (engine: Docker): Promise<Answered> => {
  try {
    const { ApiVersion, MinAPIVersion, Arch } = engineAnswer(versionSchema, await engine.version())
    return {
      answer: 'answers',
      detail: `API ${ApiVersion}`,
      version: { api: ApiVersion, oldestApi: MinAPIVersion, processor: Arch },
    }
  } catch (error) {
    return { answer: troubleOf(error), detail: reasonOf(error) }
  }
}

/** -1, 0 or 1, number by number: `1.9` is older than `1.40`. */
export const compareVersions = (one: string, other: string): number => {
  const [left, right] = [one, other].map((text) => text.split('.').map(Number))
  for (const [index, number] of (left ?? []).entries()) {
    const difference = number - (right?.[index] ?? 0)
    if (difference !== 0) return Math.sign(difference)
  }
  return 0
}
