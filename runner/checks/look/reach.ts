import { codesOf } from './reason.ts'

/**
 * How a server is not reached: it refuses, it does not respond, or it closes the connection without an answer. Only the
 * codes that say just that; a name that leads nowhere, TLS that does not hold and all else says nothing of a server.
 */
export type Reach = 'refused' | 'silent' | 'closed'

const codes: Readonly<Record<string, Reach>> = {
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'silent',
  EHOSTUNREACH: 'silent',
  EHOSTDOWN: 'silent',
  ENETUNREACH: 'silent',
  ECONNRESET: 'closed',
  EPIPE: 'closed',
}

/** undefined when the error has another code, or none. One address of a name that refuses is enough. */
export const reachOf = (error: unknown): Reach | undefined => {
  const reaches = codesOf(error).map((code) => codes[code])
  if (reaches.includes('refused')) return 'refused'
  return reaches.includes(undefined) ? undefined : reaches[0]
}
