import type { Secret } from '../protocol/mask.ts'

/** A secret of the environment. */
const secret = (text: string): Secret => ({ text, as: '‹a secret›' })

const secretName = /token|secret|passw|passphrase|credential|cookie|(api|access)_?key|private|(^|_)(auth|pat|key)$/i
/** Shorter values may be ordinary words, which must not be masked. */
const shortestSecret = 8

/** The password in an address such as `https://user:password@host/`, as it is written there and decoded. */
const passwordsIn = (value: string): readonly string[] => {
  const [, written] = /^[a-z][a-z0-9+.-]*:\/\/[^\s:/@]*:([^\s/@]+)@/i.exec(value) ?? []
  if (written === undefined) return []
  try {
    return [...new Set([written, decodeURIComponent(written)])]
  } catch {
    return [written] // It has a “%” that encodes nothing.
  }
}

/** The values of environment variables whose names suggest secrets, and the passwords in addresses. */
export const secretsIn = (environment: Readonly<Record<string, string | undefined>>): readonly Secret[] =>
  Object.entries(environment)
    .flatMap(([name, value = '']) => [...(secretName.test(name) ? [value] : []), ...passwordsIn(value)])
    .filter((text) => text.length >= shortestSecret)
    .map(secret)
