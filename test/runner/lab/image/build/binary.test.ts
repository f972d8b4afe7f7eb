import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { zstdCompressSync } from 'node:zlib'
import { cpioArchive } from '../../../../../runner/lab/image/build/cpio.ts'
import { neededLibraries } from '../../../../../runner/lab/image/build/elf.ts'
import { uncompressedKernel } from '../../../../../runner/lab/image/build/kernel.ts'
import { dependencies, lightenModule, moduleName } from '../../../../../runner/lab/image/build/module-file.ts'
import { sayingProgram } from '../../../../../runner/lab/stand-ins/hello.ts'

describe('libraries of a program', () => {
  test.runIf(process.platform === 'linux')('a dynamic program names its libraries', () => {
    expect(neededLibraries(readFileSync(process.execPath))).toContain('libc.so.6')
  })

  test.each([
    ['a static program', sayingProgram('hello')],
    ['a script', Buffer.from('#!/bin/sh\n')],
    ['an empty file', Buffer.alloc(0)],
  ])('%s names none', (_, file) => {
    expect(neededLibraries(file)).toEqual([])
  })
})

describe('kernel modules', () => {
  const elf = Buffer.from('ELF \0license=GPL\0depends=jbd2,crc16\0name=ext4\0 \0.BTF\0.rela.BTF\0')
  const trailer = Buffer.concat([
    Buffer.from('SIGNATURE'),
    Buffer.from([0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 9]),
    Buffer.from('~Module signature appended~\n'),
  ])

  test('signature and type information are gone, all else stays', () => {
    expect(lightenModule(Buffer.concat([elf, trailer])).toString()).toBe(
      'ELF \0license=GPL\0depends=jbd2,crc16\0name=ext4\0 \0.off\0.rela.off\0',
    )
  })

  test('a module without either stays as it is', () => {
    expect(lightenModule(Buffer.from('plain'))).toEqual(Buffer.from('plain'))
  })

  test('a module says what it depends on', () => {
    expect(dependencies(elf)).toEqual(['jbd2', 'crc16'])
    expect(dependencies(Buffer.from('\0depends=\0'))).toEqual([])
    expect(dependencies(Buffer.from('nothing'))).toEqual([])
  })

  test.each([
    ['kernel/drivers/block/virtio_blk.ko.xz', 'virtio_blk'],
    ['kernel/drivers/char/hw_random/virtio-rng.ko', 'virtio_rng'],
  ])('%s is the module %s', (file, name) => {
    expect(moduleName(file)).toBe(name)
  })
})

describe('the kernel', () => {
  const kernel = Buffer.from('an ELF kernel'.repeat(100))

  const bootImage = (payload: Buffer): Buffer => {
    const setup = Buffer.alloc(1024)
    setup.writeUInt8(1, 0x1f1)
    setup.write('HdrS', 0x202)
    setup.writeUInt32LE(16, 0x248)
    setup.writeUInt32LE(payload.length, 0x24c)
    return Buffer.concat([setup, Buffer.alloc(16), payload, Buffer.alloc(100)])
  }
  const withLength = (packed: Buffer, bytes: number): Buffer =>
    Buffer.concat([packed, Buffer.from(new Uint32Array([bytes]).buffer)])

  test('comes out of a boot image', () => {
    expect(uncompressedKernel(bootImage(withLength(zstdCompressSync(kernel), kernel.length)))).toEqual(kernel)
  })

  test.each([
    ['something else', Buffer.alloc(2048)],
    ['another compression', bootImage(withLength(Buffer.from('not zstd at all'), 5))],
    ['a wrong length', bootImage(withLength(zstdCompressSync(kernel), 5))],
  ])('%s is refused', (_, image) => {
    expect(() => uncompressedKernel(image)).toThrow(
      'Debian’s kernel is not compressed as expected (zstd in an x86 boot image).',
    )
  })
})

test('an archive for the kernel has aligned members, and the same bytes each time', () => {
  const entries = [
    { path: 'bin', mode: 0o040755, data: Buffer.alloc(0) },
    { path: 'bin/tool', mode: 0o100755, data: Buffer.from('12345') },
  ]
  const archive = cpioArchive(entries)
  expect(archive).toEqual(cpioArchive(entries))
  expect(archive.length % 4).toBe(0)
  const text = archive.toString('latin1')
  expect([...text.matchAll(/070701/g)].map(({ index }) => index % 4)).toEqual([0, 0, 0])
  expect(text).toMatch(/^07070100000001000041ed0{16}00000001[^]*bin\/tool\0[^]*12345\x00{3}070701[^]*TRAILER!!!\x00/)
})
