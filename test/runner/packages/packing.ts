import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { pack, type Headers as TarHeaders } from 'tar-stream'
import { temporaryFolder } from '../../fixtures/execute.ts'

export type TarEntry = TarHeaders & { readonly data?: string }

/** An archive of tar(5). */
export const tarOf = async (entries: readonly TarEntry[]): Promise<Buffer> => {
  const tar = pack()
  for (const { data = '', ...headers } of entries) tar.entry(headers, data)
  tar.finalize()
  const pieces: Buffer[] = []
  for await (const piece of tar as AsyncIterable<Buffer>) pieces.push(piece)
  return Buffer.concat(pieces)
}

/** A member of ar(5): a head of 60 bytes, the data, and a byte more when their number is odd. */
export const arMember = (name: string, data: Buffer, size = `${data.length}`): Buffer =>
  Buffer.concat([
    Buffer.from(
      `${name.padEnd(16)}${'0'.padEnd(12)}${'0'.padEnd(6)}${'0'.padEnd(6)}${'100644'.padEnd(8)}${size.padEnd(10)}\`\n`,
    ),
    ...[data, Buffer.from(data.length % 2 === 1 ? '\n' : '')],
  ])

export const arOf = (...members: readonly Buffer[]): Buffer => Buffer.concat([Buffer.from('!<arch>\n'), ...members])

export const version = arMember('debian-binary', Buffer.from('2.0\n'))

export const compressors = {
  '': (data: Buffer) => data,
  '.gz': (data: Buffer) => gzipSync(data),
  '.xz': (data: Buffer) => execFileSync('xz', ['-c'], { input: data }),
  '.zst': (data: Buffer) => zstdCompressSync(data),
} as const

/** A package of deb(5) with these files; its description is one of them. */
export const packageOf = async (
  entries: readonly TarEntry[],
  ending: keyof typeof compressors = '',
): Promise<Buffer> => {
  const control = await tarOf([{ name: './control', data: 'Package: test\nVersion: 1\n' }])
  const data = await tarOf(entries)
  return arOf(version, arMember('control.tar', control), arMember(`data.tar${ending}`, compressors[ending](data)))
}

/** A file that is gone after the test. */
export const fileOf = (data: Buffer): string => {
  const file = join(temporaryFolder(), 'test.deb')
  writeFileSync(file, data)
  return file
}
