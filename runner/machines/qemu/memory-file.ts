/**
 * A file of QEMU's capability “mapped-ram” (docs/devel/migration/mapped-ram of QEMU): beside the state of the devices
 * it has every page of the RAM at a place of its own, and a bitmap of which pages are there. With an empty bitmap QEMU
 * reads none, and the RAM can be mapped from the same file instead: it is read when it is touched.
 */
import { type FileHandle, open } from 'node:fs/promises'

export const pageBytes = 4096
const headBytes = 4 << 20
/** Below lie pages that the board shows as something else. */
const firstPlainPage = 256

export interface MappedRam {
  /** Where the RAM begins in the file. */
  readonly offset: number
  /** The address of a page that is not empty, to see whether it was mapped. */
  readonly witness: number
}

interface Place {
  readonly bitmap: number
  readonly bitmapBytes: number
  readonly pages: number
}

const number = (value: number, bytes: 4 | 8): Buffer => {
  const buffer = Buffer.alloc(bytes)
  if (bytes === 4) buffer.writeUInt32BE(value)
  else buffer.writeBigUInt64BE(BigInt(value))
  return buffer
}

/** The RAM's own header: its name, its size; version, size of a page, where the bitmap is, where the pages are. */
const findPlace = (head: Buffer, block: string, ramBytes: number): Place | undefined => {
  const name = Buffer.concat([Buffer.from([block.length]), Buffer.from(block)])
  const known = Buffer.concat([name, number(ramBytes, 8), number(1, 4), number(pageBytes, 8)])
  const at = head.indexOf(known)
  const end = at + known.length
  if (at < 0 || end + 16 > head.length) return undefined
  const [bitmap, pages] = [Number(head.readBigUInt64BE(end)), Number(head.readBigUInt64BE(end + 8))]
  return { bitmap, pages, bitmapBytes: Math.ceil(ramBytes / pageBytes / 64) * 8 }
}

const firstPage = (bitmap: Buffer): number | undefined => {
  const byte = bitmap.findIndex((bits, at) => at >= firstPlainPage / 8 && bits !== 0)
  return byte < 0 ? undefined : byte * 8 + Math.log2((bitmap[byte] ?? 0) & -(bitmap[byte] ?? 0))
}

const read = async (file: FileHandle, at: number, bytes: number): Promise<Buffer> => {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, at)
  return buffer.subarray(0, bytesRead)
}

/**
 * Empties the bitmap, so that the RAM is to be mapped; a copy of it goes into `kept`. undefined, and nothing is
 * changed, when the file is not as QEMU 9 and 10 write it.
 */
export const makeMappable = async (
  path: string,
  kept: string,
  block: string,
  ramBytes: number,
): Promise<MappedRam | undefined> => {
  await using file = await open(path, 'r+')
  const place = findPlace(await read(file, 0, headBytes), block, ramBytes)
  if (place === undefined) return undefined
  const bitmap = await read(file, place.bitmap, place.bitmapBytes)
  const page = firstPage(bitmap)
  if (page === undefined || place.pages % pageBytes !== 0) return undefined
  await using copy = await open(kept, 'w', 0o600)
  await copy.write(Buffer.concat([number(place.bitmap, 8), bitmap]))
  await copy.datasync()
  await file.write(Buffer.alloc(bitmap.length), 0, bitmap.length, place.bitmap)
  return { offset: place.pages, witness: page * pageBytes }
}

/** Puts the bitmap back: QEMU reads every page again. */
export const makeReadable = async (path: string, kept: string): Promise<void> => {
  await using copy = await open(kept, 'r')
  const { size } = await copy.stat()
  const whole = await read(copy, 0, size)
  await using file = await open(path, 'r+')
  await file.write(whole, 8, whole.length - 8, Number(whole.readBigUInt64BE(0)))
}

/** Whether a page of the guest, as QEMU wrote it into a file, is the one in the memory's file. */
export const isSamePage = async (path: string, { offset, witness }: MappedRam, page: string): Promise<boolean> => {
  await using memory = await open(path, 'r')
  await using seen = await open(page, 'r')
  return (await read(memory, offset + witness, pageBytes)).equals(await read(seen, 0, pageBytes))
}
