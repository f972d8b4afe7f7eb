export interface Entry {
  readonly path: string
  /** Including the file type: 0o040755 for a folder, 0o100644 for a file, 0o120777 for a link. */
  readonly mode: number
  readonly data: Buffer
}

/**
 * An archive as the kernel unpacks it into memory (“newc”; the kernel's Documentation/driver-api/early-userspace/
 * buffer-format.rst). Everything is owned by root and has no date, so that the same entries give the same bytes.
 */
export const cpioArchive = (entries: readonly Entry[]): Buffer =>
  Buffer.concat(
    [...entries, { path: 'TRAILER!!!', mode: 0, data: Buffer.alloc(0) }].flatMap((entry, index) =>
      member(entry, index + 1),
    ),
  )

const member = ({ path, mode, data }: Entry, inode: number): readonly Buffer[] => {
  const name = `${path}\0`
  const [links, nameBytes] = [1, Buffer.byteLength(name)]
  const numbers = [inode, mode, 0, 0, links, 0, data.length, 0, 0, 0, 0, nameBytes, 0]
  const head = Buffer.from(`070701${numbers.map((number) => number.toString(16).padStart(8, '0')).join('')}${name}`)
  return [head, padding(head.length), data, padding(data.length)]
}

const padding = (length: number): Buffer => Buffer.alloc((4 - (length % 4)) % 4)
