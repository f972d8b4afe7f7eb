import type Docker from 'dockerode'
import type { EngineAnswer } from '../../playbooks/troubleshooting.ts'
import { reasonOf } from '../checks/look/reason.ts'

/** What the engine says of itself, when it answers. */
export interface EngineVersion {
  readonly api: string
  readonly oldestApi: string
  /** As Docker names it: `amd64`, `arm64`. */
  readonly processor: string
}

export interface Answered {
  readonly answer: EngineAnswer
  /** The reason, in the system's own words. */
  readonly detail: string
  readonly version?: EngineVersion
}

const byCode: readonly (readonly [RegExp, EngineAnswer])[] = [
  [/ENOENT/, 'no-socket'],
  [/EACCES|EPERM/, 'no-permission'],
  [/ECONNREFUSED/, 'refused'],
  [/ENOTFOUND|EAI_AGAIN/, 'unknown-name'],
  [/HTTP request (?:to|was sent to) an HTTPS server/i, 'wants-tls'],
  [/EPROTO|WRONG_VERSION_NUMBER|wrong version number|packet length too long/i, 'no-tls'],
  [/CERT|certificate|altname|SELF_SIGNED|UNABLE_TO_VERIFY|DEPTH_ZERO/i, 'wrong-certificate'],
]

/** An error of the connection, by what it means for a reader. Whatever else it is, nobody has answered. */
export const answerOf = (error: unknown): EngineAnswer => {
  const words = `${reasonOf(error)} ${error instanceof Error ? error.message : ''}`
  return byCode.find(([pattern]) => pattern.test(words))?.[1] ?? 'silent'
}

/** Asks an engine for its version. Changes nothing. */
export const askEngine = async (engine: Docker): Promise<Answered> => {
  try {
    const { ApiVersion, MinAPIVersion, Arch } = await engine.version()
    return {
      answer: 'answers',
      detail: `API ${ApiVersion}`,
      version: { api: ApiVersion, oldestApi: MinAPIVersion, processor: Arch },
    }
  } catch (error) {
    return { answer: answerOf(error), detail: reasonOf(error) }
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
