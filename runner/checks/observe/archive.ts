import { text } from 'node:stream/consumers'
import { extract } from 'tar-stream'

const biggest = 1024 * 1024

export interface Archived {
  /** `file`, `directory`, `symlink` … as the archive says. */
  readonly kind: string
  /** Of a file. */
  readonly content?: string
}

/** The first member of a tar archive; a file of up to 1 MiB with its content. Throws on a larger one, or when there is none. */
export const firstMember = async (archive: NodeJS.ReadableStream): Promise<Archived> => {
  const members = extract()
  archive.on('error', (error: Error) => members.destroy(error)).pipe(members)
  for await (const member of members) {
    const { type, size, name } = member.header
    if (type !== 'file') return { kind: type ?? 'thing of its own' }
    if ((size ?? 0) > biggest) throw new Error(`${name} is larger than 1 MiB`)
    return { kind: 'file', content: await text(member) }
  }
  throw new Error('the archive is empty')
}
