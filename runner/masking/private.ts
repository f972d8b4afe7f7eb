/** A text that must not be shown, and its replacement. */
export interface Private {
  /** `place`: a path or a name of this computer. `secret`: it is also found where it is encoded. */
  readonly kind: 'place' | 'secret'
  readonly text: string
  readonly as: string
}

export const secretLabel = '‹a secret›'

/** The private text with this content, also where it is encoded. */
export const secret = (text: string): Private => ({ kind: 'secret', text, as: secretLabel })

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
export const secretsIn = (environment: Readonly<Record<string, string | undefined>>): readonly Private[] =>
  Object.entries(environment)
    .flatMap(([name, value = '']) => [...(secretName.test(name) ? [value] : []), ...passwordsIn(value)])
    .filter((text) => text.length >= shortestSecret)
    .map(secret)
