const loadAddress = 0x400000
const [headerBytes, segmentBytes] = [64, 56]

/**
 * The smallest static program for Linux on x86-64 that says a text and ends: an ELF header, one segment, 37 bytes of
 * code (write(1, text, length); exit(0)), the text. Nothing of the real hello-world's is in it.
 */
export const sayingProgram = (text: string): Buffer => {
  const said = Buffer.from(text)
  const start = headerBytes + segmentBytes
  const codeBytes = 37
  const textAddress = loadAddress + start + codeBytes
  const code = Buffer.alloc(codeBytes)
  Buffer.from([
    ...[0xb8, 1, 0, 0, 0, 0xbf, 1, 0, 0, 0], // mov eax, 1 (write); mov edi, 1 (standard output)
    ...[0xbe, ...little32(textAddress), 0xba, ...little32(said.length), 0x0f, 0x05], // mov esi, text; mov edx, length; syscall
    ...[0xb8, 60, 0, 0, 0, 0x31, 0xff, 0x0f, 0x05], // mov eax, 60 (exit); xor edi, edi; syscall
  ]).copy(code)
  const total = start + codeBytes + said.length
  return Buffer.concat([elfHeader(loadAddress + start), segment(total), code, said])
}

const little32 = (value: number): readonly number[] => [...new Uint8Array(new Uint32Array([value]).buffer)]

/** ELF-64 Object File Format, “ELF Header”: an executable for machine 62 (AMD64). */
const elfHeader = (entry: number): Buffer => {
  const header = Buffer.alloc(headerBytes)
  Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]).copy(header)
  header.writeUInt16LE(2, 16)
  header.writeUInt16LE(62, 18)
  header.writeUInt32LE(1, 20)
  header.writeBigUInt64LE(BigInt(entry), 24)
  header.writeBigUInt64LE(BigInt(headerBytes), 32)
  header.writeUInt16LE(headerBytes, 52)
  header.writeUInt16LE(segmentBytes, 54)
  header.writeUInt16LE(1, 56)
  return header
}

/** “Program Header”: the whole file, readable and executable. */
const segment = (bytes: number): Buffer => {
  const header = Buffer.alloc(segmentBytes)
  header.writeUInt32LE(1, 0)
  header.writeUInt32LE(5, 4)
  header.writeBigUInt64LE(BigInt(loadAddress), 16)
  header.writeBigUInt64LE(BigInt(loadAddress), 24)
  header.writeBigUInt64LE(BigInt(bytes), 32)
  header.writeBigUInt64LE(BigInt(bytes), 40)
  header.writeBigUInt64LE(0x1000n, 48)
  return header
}
