import type { Platform } from './oci.ts'

const loadAddress = 0x400000

/**
 * A minimal static Linux program that prints a text and exits: an ELF header, one segment, a few bytes of code
 * (write(1, text, length); exit(0)), the text. It contains nothing of the real hello-world.
 */
export const sayingProgram = (text: string, architecture: Platform['architecture'] = 'amd64'): Buffer => {
  const said = Buffer.from(text)
  const { machine, bits, flags, code } = processors[architecture]
  const start = bits === 64 ? 64 + 56 : 52 + 32
  const codeBytes = code(0, 0).length
  const ran = code(loadAddress + start + codeBytes, said.length)
  const layout = { machine, flags, entry: loadAddress + start, bytes: start + codeBytes + said.length }
  return Buffer.concat([bits === 64 ? headers64(layout) : headers32(layout), ran, said])
}

interface Processor {
  /** ELF's e_machine. */
  readonly machine: number
  readonly bits: 32 | 64
  readonly flags: number
  /** The code; its size does not depend on the arguments. */
  readonly code: (textAddress: number, textBytes: number) => Buffer
}

const little32 = (...values: readonly number[]): Buffer => Buffer.from(new Uint8Array(new Uint32Array(values).buffer))

/** The distance from an instruction to the text, which follows eight instructions of four bytes. */
const toText = (instruction: number): number => 4 * (8 - instruction)

const processors: Readonly<Record<Platform['architecture'], Processor>> = {
  amd64: {
    ...{ machine: 62, bits: 64, flags: 0 },
    code: (textAddress, textBytes) =>
      Buffer.from([
        ...[0xb8, 1, 0, 0, 0, 0xbf, 1, 0, 0, 0], // mov eax, 1 (write); mov edi, 1 (standard output)
        // mov esi, text; mov edx, length; syscall
        ...[0xbe, ...little32(textAddress), 0xba, ...little32(textBytes), 0x0f, 0x05],
        ...[0xb8, 60, 0, 0, 0, 0x31, 0xff, 0x0f, 0x05], // mov eax, 60 (exit); xor edi, edi; syscall
      ]),
  },
  arm64: {
    ...{ machine: 183, bits: 64, flags: 0 },
    code: (_, textBytes) =>
      little32(
        // mov x0, 1; adr x1, text; mov x2, length
        ...[0xd2800020, 0x10000001 | (toText(1) << 3), 0xd2800002 | (textBytes << 5)],
        ...[0xd2800808, 0xd4000001], // mov x8, 64 (write); svc 0
        ...[0xd2800000, 0xd2800ba8, 0xd4000001], // mov x0, 0; mov x8, 93 (exit); svc 0
      ),
  },
  arm: {
    // EABI version 5, as in all programs for ARMv7.
    ...{ machine: 40, bits: 32, flags: 0x05000000 },
    code: (_, textBytes) =>
      little32(
        // mov r0, 1; add r1, pc, text (pc is two instructions ahead); movw r2, length
        ...[0xe3a00001, 0xe28f1000 | (toText(1) - 8), 0xe3002000 | ((textBytes >> 12) << 16) | (textBytes & 0xfff)],
        ...[0xe3a07004, 0xef000000], // mov r7, 4 (write); svc 0
        ...[0xe3a00000, 0xe3a07001, 0xef000000], // mov r0, 0; mov r7, 1 (exit); svc 0
      ),
  },
}

interface Layout {
  readonly machine: number
  readonly flags: number
  readonly entry: number
  readonly bytes: number
}

/** Object File Format, “ELF Header”: an executable, little-endian; its class is 1 for 32 bits, 2 for 64. */
const identity = (header: Buffer, elfClass: 1 | 2, machine: number): void => {
  Buffer.from([0x7f, 0x45, 0x4c, 0x46, elfClass, 1, 1]).copy(header)
  header.writeUInt16LE(2, 16)
  header.writeUInt16LE(machine, 18)
  header.writeUInt32LE(1, 20)
}

/** The header and, by “Program Header”, one segment: the whole file, readable and executable. */
const headers64 = ({ machine, flags, entry, bytes }: Layout): Buffer => {
  const header = Buffer.alloc(64 + 56)
  identity(header, 2, machine)
  for (const [at, value] of [
    [24, entry],
    [32, 64],
    [80, loadAddress],
    [88, loadAddress],
    [96, bytes],
    [104, bytes],
    [112, 0x10000],
  ] as const) {
    header.writeBigUInt64LE(BigInt(value), at)
  }
  for (const [at, value] of [
    [48, flags],
    [64, 1],
    [68, 5],
  ] as const)
    header.writeUInt32LE(value, at)
  for (const [at, value] of [
    [52, 64],
    [54, 56],
    [56, 1],
  ] as const)
    header.writeUInt16LE(value, at)
  return header
}

const headers32 = ({ machine, flags, entry, bytes }: Layout): Buffer => {
  const header = Buffer.alloc(52 + 32)
  identity(header, 1, machine)
  for (const [at, value] of [
    [24, entry],
    [28, 52],
    [36, flags],
    [52, 1],
    [60, loadAddress],
    [64, loadAddress],
    [68, bytes],
    [72, bytes],
    [76, 5],
    [80, 0x10000],
  ] as const) {
    header.writeUInt32LE(value, at)
  }
  for (const [at, value] of [
    [40, 52],
    [42, 32],
    [44, 1],
  ] as const)
    header.writeUInt16LE(value, at)
  return header
}
