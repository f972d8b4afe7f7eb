import { type MaskStream, compile, streamOf } from './masking/stream.ts'
import { type Secret, spellingsOf } from './masking/spellings.ts'

export type { MaskStream } from './masking/stream.ts'
export type { Secret } from './masking/spellings.ts'

export interface Mask {
  /** Masks a whole text. */
  readonly text: (text: string) => string
  readonly stream: () => MaskStream
  /** Masks a text that arrived in these pieces. A secret that is split between them is replaced in the last of them. */
  readonly pieces: (pieces: readonly string[]) => readonly string[]
}

/**
 * Masks secrets as they are, URL-encoded (RFC 3986 and form data), as a JSON string, in HTML, in a shell's quotes or
 * behind its backslashes, with any of their characters so written, as hexadecimal digits, and in base64 (RFC 4648, both
 * alphabets) at each of the three places at which it may begin in what is encoded. With `keys`, private keys in PEM
 * format too.
 */
export const maskOf = (secrets: readonly Secret[], { keys = false }: { readonly keys?: boolean } = {}): Mask => {
  const compiled = compile(secrets.flatMap(spellingsOf), keys)
  const stream = (): MaskStream => streamOf(compiled)
  const pieces = (all: readonly string[]): readonly string[] => {
    const once = stream()
    return all.map((piece, index) => once.push(piece) + (index === all.length - 1 ? once.flush() : ''))
  }
  return { stream, pieces, text: (text) => pieces([text]).join('') }
}
