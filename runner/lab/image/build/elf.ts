/**
 * Libraries that a 64-bit little-endian ELF file names (DT_NEEDED; the System V ABI, “Dynamic Section”). None when it
 * is static.
 */
export const neededLibraries = (file: Buffer): readonly string[] => {
  if (file.length < 64 || file.readUInt32BE(0) !== 0x7f454c46) return []
  const segments = programHeaders(file)
  const dynamic = segments.find(({ type }) => type === dynamicSegment)
  if (dynamic === undefined) return []
  const entries = dynamicEntries(file, dynamic)
  const strings = entries.find(({ tag }) => tag === stringTable)
  if (strings === undefined) return []
  const start = fileOffset(segments, strings.value)
  return entries.filter(({ tag }) => tag === needed).map(({ value }) => textAt(file, start + value))
}

const [needed, stringTable] = [1, 5]
const [loadSegment, dynamicSegment] = [1, 2]

interface Segment {
  readonly type: number
  readonly offset: number
  readonly address: number
  readonly bytes: number
}

const number64 = (file: Buffer, at: number): number => Number(file.readBigUInt64LE(at))

const programHeaders = (file: Buffer): readonly Segment[] => {
  const [table, size, count] = [number64(file, 32), file.readUInt16LE(54), file.readUInt16LE(56)]
  return Array.from({ length: count }, (_, index) => {
    const at = table + index * size
    return {
      type: file.readUInt32LE(at),
      offset: number64(file, at + 8),
      address: number64(file, at + 16),
      bytes: number64(file, at + 32),
    }
  })
}

const dynamicEntries = (
  file: Buffer,
  { offset, bytes }: Segment,
): readonly { readonly tag: number; readonly value: number }[] =>
  Array.from({ length: bytes / 16 }, (_, index) => ({
    tag: number64(file, offset + index * 16),
    value: number64(file, offset + index * 16 + 8),
  }))

const fileOffset = (segments: readonly Segment[], address: number): number => {
  const holder = segments.find(
    (segment) =>
      segment.type === loadSegment && address >= segment.address && address < segment.address + segment.bytes,
  )
  return holder === undefined ? address : address - holder.address + holder.offset
}

const textAt = (file: Buffer, at: number): string => file.toString('utf8', at, file.indexOf(0, at))
