import { type MaskStream, compile, streamOf } from './masking/stream.ts'
import { type Secret, spellingsOf } from './masking/spellings.ts'

export type { MaskStream } from './masking/stream.ts'
export type { Secret } from './masking/spellings.ts'

export interface Mask {
  /** Masks a whole text. Where its middle was left out, what is left there of a secret is left out too. */
  readonly text: (text: string) => string
  readonly stream: () => MaskStream
  /** Masks a text that arrived in these pieces. A secret that is split between them is replaced in the last of them. */
  readonly pieces: (pieces: readonly string[]) => readonly string[]
}

/**
 * Masks secrets as they are and in these spellings, which is a promise:
 *
 * - URL-encoded (RFC 3986 and form data), also twice;
 * - as a JSON string, in HTML, in a shell's quotes or behind its backslashes, with any of their characters so written;
 * - as hexadecimal digits, in capitals or not, with spaces, colons or line ends between them;
 * - in base64 (RFC 4648, both alphabets), with line ends, at each of the three places at which it may begin in what is
 *   encoded; and where that is encoded in base64 again.
 *
 * With `keys`, private keys in PEM format too. No promise: octal dumps, dumps with an address on each of several lines,
 * characters in another order, and whatever is compressed, encrypted, or encoded more often.
 */
export const maskOf = (secrets: readonly Secret[], { keys = false }: { readonly keys?: boolean } = {}): Mask => {
  const compiled = compile(secrets.flatMap(spellingsOf), keys)
  const stream = (): MaskStream => streamOf(compiled)
  const pieces = (all: readonly string[]): readonly string[] => {
    const once = stream()
    return all.map((piece, index) => once.push(piece) + (index === all.length - 1 ? once.flush() : ''))
  }
  const text = (whole: string): string => {
    const parts = pieces([whole]).join('').split(clipMark)
    return parts
      .map((part, index) => (index === 0 ? part : withoutEndOf(secrets, part)))
      .map((part, index) => (index === parts.length - 1 ? part : stream().push(part)))
      .join(clipMark)
  }
  return { stream, pieces, text }
}

/** What stands where the middle of a text was left out. It may have cut a secret in two. */
const clipMark = ' … '
/** Fewer last characters of a secret may stand there by chance. */
const shortestEnd = 4

/** A part of a clipped text, without the end of a secret at its beginning. */
const withoutEndOf = (secrets: readonly Secret[], part: string): string => {
  const ends = secrets.flatMap(({ text, as }) => {
    const length = lengthOfEnd(text, part)
    return length === 0 ? [] : [{ length, as }]
  })
  const [longest] = ends.sort((one, other) => other.length - one.length)
  return longest === undefined ? part : `${longest.as}${part.slice(longest.length)}`
}

/** How many of a secret's last characters a text begins with. */
const lengthOfEnd = (secret: string, text: string): number => {
  for (let length = Math.min(secret.length, text.length); length >= shortestEnd; length -= 1)
    if (text.startsWith(secret.slice(-length))) return length
  return 0
}
