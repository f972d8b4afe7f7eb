import { pipeline } from 'node:stream/promises'
import { text } from 'node:stream/consumers'
import { extract } from 'tar-stream'

const biggest = 1024 * 1024

export type Archived =
  | { readonly kind: 'file'; readonly content: string }
  | { readonly kind: 'too-large' }
  /** `directory`, `symlink` … as the archive says. */
  | { readonly kind: 'no-file'; readonly type: string }
  | { readonly kind: 'nothing' }

/**
 * The first member of a tar archive; a file of up to 1 MiB with its content. Reads no further, and rejects when the
 * archive is damaged or ends too early.
 */
export const firstMember = async (archive: NodeJS.ReadableStream): Promise<Archived> => {
  const members = extract()
  // Its errors are those of the members; the end of reading them ends the archive.
  pipeline(archive, members).catch(() => undefined)
  for await (const member of members) {
    const { type, size } = member.header
    if (type !== 'file') return { kind: 'no-file', type: type ?? 'special file' }
    return (size ?? 0) > biggest ? { kind: 'too-large' } : { kind: 'file', content: await text(member) }
  }
  return { kind: 'nothing' }
}
