import { type FileHandle, open, stat } from 'node:fs/promises'
import { RunnerError } from '../../errors.ts'
import { quote } from '../../quote.ts'

/** Offsets and bits of a qcow2 header, all numbers big-endian: docs/interop/qcow2 of QEMU. */
const magic = 0x51_46_49_fb
const headerBytes = 104
const at = { version: 4, backingOffset: 8, backingBytes: 16, features: 72 } as const
const features = { corrupt: 2n, externalData: 4n } as const
/** QEMU refuses a longer name of a backing file. */
const longestName = 1023
const shownChars = 80

/** What is left to do with a disk that cannot be repaired: its content is lost. */
export const startOver = 'boot2docker delete && boot2docker init && boot2docker up'

/**
 * Checks the header of a VM's disk before QEMU opens it: a qcow2 can name other files, devices and network servers, and
 * QEMU opens what it names. Ours never do. RunnerError('broken') with the file and a fix. `qemu-img info` is no
 * substitute, because it opens them too.
 */
export const needOwnDisk = async (path: string): Promise<void> => {
  const found = await stat(path).catch(() => undefined)
  if (found === undefined) throw unusable(path, 'is missing', startOver)
  if (!found.isFile()) throw unusable(path, 'is not a file', startOver)
  await using file = await open(path, 'r')
  const { buffer, bytesRead } = await file.read(Buffer.alloc(headerBytes), 0, headerBytes, 0)
  if (bytesRead < headerBytes || buffer.readUInt32BE(0) !== magic || ![2, 3].includes(buffer.readUInt32BE(at.version)))
    throw unusable(path, 'is damaged: it does not begin like a qcow2 image', startOver)
  const other = await otherFile(file, buffer)
  if (other !== undefined) throw unusable(path, `refers to another file, ${other}, which is not opened`, startOver)
  if ((featuresOf(buffer) & features.corrupt) !== 0n)
    throw unusable(path, 'is marked as corrupt', `qemu-img check -r all ${quote(path)} && boot2docker up`)
}

const unusable = (path: string, why: string, hint: string): RunnerError =>
  new RunnerError('broken', `The VM's disk ${path} ${why}.`, { hint })

const featuresOf = (header: Buffer): bigint =>
  header.readUInt32BE(at.version) === 2 ? 0n : header.readBigUInt64BE(at.features)

/** The other file that an image depends on, as text; undefined when it depends on none. */
const otherFile = async (file: FileHandle, header: Buffer): Promise<string | undefined> => {
  const offset = header.readBigUInt64BE(at.backingOffset)
  if (offset !== 0n) return JSON.stringify(await nameAt(file, Number(offset), header.readUInt32BE(at.backingBytes)))
  return (featuresOf(header) & features.externalData) === 0n ? undefined : 'for its data'
}

const nameAt = async (file: FileHandle, offset: number, bytes: number): Promise<string> => {
  const length = Math.min(bytes, longestName)
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset)
  return buffer.subarray(0, bytesRead).toString('utf8').slice(0, shownChars)
}
