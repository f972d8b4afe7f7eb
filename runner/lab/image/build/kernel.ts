import { zstdDecompressSync } from 'node:zlib'
import { RunnerError } from '../../../errors.ts'

/** Offsets in the header of a Linux image for x86 (the kernel's Documentation/arch/x86/boot.rst). */
const header = { setupSectors: 0x1f1, magic: 0x202, payloadOffset: 0x248, payloadLength: 0x24c } as const

/**
 * Extracts the ELF kernel from a compressed one. QEMU boots it directly (PVH), so that no emulated processor has to
 * decompress it, which takes two seconds. RunnerError('broken') when the image is not zstd inside an x86 boot image.
 */
export const uncompressedKernel = (image: Buffer): Buffer => {
  if (image.length < 0x250 || image.toString('latin1', header.magic, header.magic + 4) !== 'HdrS') throw unknownKernel()
  const setupBytes = ((image.readUInt8(header.setupSectors) || 4) + 1) * 512
  const start = setupBytes + image.readUInt32LE(header.payloadOffset)
  const end = start + image.readUInt32LE(header.payloadLength)
  const payload = image.subarray(start, end)
  if (payload.length < 8 || payload.readUInt32LE(0) !== zstdMagic) throw unknownKernel()
  // The last four bytes are the uncompressed length.
  const kernel = zstdDecompressSync(payload.subarray(0, -4))
  if (kernel.length !== payload.readUInt32LE(payload.length - 4)) throw unknownKernel()
  return kernel
}

const zstdMagic = 0xfd2fb528

const unknownKernel = (): RunnerError =>
  new RunnerError('broken', 'Debian’s kernel is not compressed as expected (zstd in an x86 boot image).', {
    hint: 'npx shipshape lab build',
  })
