import type Docker from 'dockerode'
import { reachOf } from '../../checks/look/reach.ts'
import { reasonOf } from '../../checks/look/reason.ts'
import { RunnerError, messageOf } from '../../errors.ts'
import { type FaultKind, EngineFault } from '../../host/engine-fault.ts'
import { SshFault } from '../../host/ssh-stream.ts'

/** Why an engine does not answer where the reader's client looks for it. */
export type EngineTrouble =
  | 'no-socket'
  | 'no-permission'
  /** Nobody listens there. */
  | 'refused'
  /** Packets are lost, or no route leads there. */
  | 'silent'
  /** Somebody accepts the connection, and does not answer or not to the end. */
  | 'hangs'
  | 'unknown-name'
  /** ssh would have to ask for a password, or whether the host is the right one. */
  | 'no-login'
  /** The client of the other computer, reached by ssh, has no engine. */
  | 'no-engine'
  /** Somebody answers who is no Docker engine. */
  | 'not-docker'
  | 'wants-tls'
  | 'no-tls'
  /** A server answers whose certificate is not for this address or this client. */
  | 'wrong-certificate'
  /** The client's certificate has expired. */
  | 'expired-for-engine'
  /** The engine's certificate has expired, or is not valid yet: a clock may be wrong. */
  | 'expired-for-client'

const byFault: { readonly [kind in FaultKind]: EngineTrouble } = {
  'no-answer': 'hangs',
  'cut-short': 'hangs',
  'too-long': 'not-docker',
  'not-docker': 'not-docker',
}

const byWords: readonly (readonly [RegExp, EngineTrouble])[] = [
  [/ENOENT/, 'no-socket'],
  [/EACCES|EPERM/, 'no-permission'],
  [/ENOTFOUND|EAI_AGAIN/, 'unknown-name'],
  [/HTTP request (?:to|was sent to) an HTTPS server/i, 'wants-tls'],
  // Node's codes for its own verdict, and OpenSSL's for the alert of the other side (RFC 8446, 6.2).
  [/ALERT_CERTIFICATE_EXPIRED|alert certificate expired/i, 'expired-for-engine'],
  [/CERT_HAS_EXPIRED|CERT_NOT_YET_VALID/, 'expired-for-client'],
  [/EPROTO|WRONG_VERSION_NUMBER|wrong version number|packet length too long/i, 'no-tls'],
  [/CERT|certificate|altname|SELF_SIGNED|UNABLE_TO_VERIFY|DEPTH_ZERO/i, 'wrong-certificate'],
]

/** Classifies the error of a call to an engine. One that is not known is that of somebody else than an engine. */
export const troubleOf = (error: unknown): EngineTrouble => {
  if (error instanceof EngineFault) return byFault[error.kind]
  if (error instanceof SshFault) return error.kind
  const reach = reachOf(error)
  if (reach === 'refused' || reach === 'silent') return reach
  const words = `${reasonOf(error)} ${messageOf(error)}`
  const known = byWords.find(([pattern]) => pattern.test(words))?.[1]
  return known ?? (reach === 'closed' ? 'hangs' : 'not-docker')
}

/** What is wrong with an engine; undefined when it answers its own ping. `detail` is as the system says it. */
export const troubleWith = async (
  engine: Docker,
): Promise<{ readonly trouble: EngineTrouble; readonly detail: string } | undefined> => {
  try {
    if (String(await engine.ping()) !== 'OK') throw new EngineFault('not-docker')
    return undefined
  } catch (error) {
    // Something is missing on this computer, which says nothing of the engine.
    if (error instanceof RunnerError && error.code === 'blocked') throw error
    return { trouble: troubleOf(error), detail: reasonOf(error) }
  }
}
