import type Docker from 'dockerode'
import type { EngineAnswer } from '../../playbooks/troubleshooting.ts'
import { reasonOf } from '../checks/look/reason.ts'

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

const byCode: readonly (readonly [RegExp, EngineAnswer])[] = [
  [/ENOENT/, 'no-socket'],
  [/EACCES|EPERM/, 'no-permission'],
  [/ECONNREFUSED/, 'refused'],
  [/ENOTFOUND|EAI_AGAIN/, 'unknown-name'],
  [/HTTP request (?:to|was sent to) an HTTPS server/i, 'wants-tls'],
  // Node's codes for its own verdict, and OpenSSL's for the alert of the other side (RFC 8446, 6.2).
  [/ALERT_CERTIFICATE_EXPIRED|alert certificate expired/i, 'expired-for-engine'],
  [/CERT_HAS_EXPIRED|CERT_NOT_YET_VALID/, 'expired-for-client'],
  [/EPROTO|WRONG_VERSION_NUMBER|wrong version number|packet length too long/i, 'no-tls'],
  [/CERT|certificate|altname|SELF_SIGNED|UNABLE_TO_VERIFY|DEPTH_ZERO/i, 'wrong-certificate'],
]

/** Classifies a connection error. An unknown error counts as no answer. */
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
