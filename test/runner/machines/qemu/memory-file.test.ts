import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isSamePage, makeMappable, makeReadable } from '../../../../runner/machines/qemu/memory-file.ts'
import { temporaryFolder } from '../../../fixtures/execute.ts'

const ramBytes = 4 << 20
const pages = 1 << 20
const bitmapAt = 200

/** As QEMU lays it down: some stream, the block's header and bitmap, then its pages at a round place. */
const memoryFile = (change: (file: Buffer) => void = () => undefined): string => {
  const file = Buffer.alloc(pages + ramBytes)
  const header = Buffer.alloc(8 + 4 + 8 + 8 + 8)
  header.writeBigUInt64BE(BigInt(ramBytes), 0)
  header.writeUInt32BE(1, 8)
  header.writeBigUInt64BE(4096n, 12)
  header.writeBigUInt64BE(BigInt(bitmapAt), 20)
  header.writeBigUInt64BE(BigInt(pages), 28)
  Buffer.concat([Buffer.from('QEVM and more'), Buffer.from([6]), Buffer.from('pc.ram'), header]).copy(file)
  // Pages 3 and 260 are there; 260 is the first above 1 MiB.
  file[bitmapAt] = 0b1000
  file[bitmapAt + 32] = 0b10000
  file.fill('a', pages + 260 * 4096, pages + 261 * 4096)
  change(file)
  const path = join(temporaryFolder(), 'memory.bin')
  writeFileSync(path, file)
  return path
}

test('a memory that is to be mapped has an empty bitmap, which can be restored', async () => {
  const path = memoryFile()
  const before = readFileSync(path)
  expect(await makeMappable(path, `${path}.pages`, 'pc.ram', ramBytes)).toEqual({ offset: pages, witness: 260 * 4096 })
  const between = readFileSync(path)
  expect(between.subarray(bitmapAt, bitmapAt + 128).every((byte) => byte === 0)).toBe(true)
  expect(between.subarray(bitmapAt + 128).equals(before.subarray(bitmapAt + 128))).toBe(true)
  await makeReadable(path, `${path}.pages`)
  expect(readFileSync(path).equals(before)).toBe(true)
})

test.each<readonly [string, string, number, (file: Buffer) => void]>([
  ['another block', 'mach-virt.ram', ramBytes, () => undefined],
  ['another size', 'pc.ram', ramBytes * 2, () => undefined],
  ['another version of the header', 'pc.ram', ramBytes, (file) => file.writeUInt32BE(2, 13 + 7 + 8)],
  ['pages at a place that cannot be mapped', 'pc.ram', ramBytes, (file) => file.writeBigUInt64BE(7n, 13 + 7 + 28)],
  ['no page at all', 'pc.ram', ramBytes, (file) => file.fill(0, bitmapAt, bitmapAt + 128)],
])('a file with %s is left as it is', async (_, block, bytes, change) => {
  const path = memoryFile(change)
  const before = readFileSync(path)
  expect(await makeMappable(path, `${path}.pages`, block, bytes)).toBeUndefined()
  expect(readFileSync(path).equals(before)).toBe(true)
})

test('a page that QEMU has is compared with the one in the file', async () => {
  const path = memoryFile()
  const ram = { offset: pages, witness: 260 * 4096 }
  writeFileSync(`${path}.right`, Buffer.alloc(4096, 'a'))
  writeFileSync(`${path}.empty`, Buffer.alloc(4096))
  expect([await isSamePage(path, ram, `${path}.right`), await isSamePage(path, ram, `${path}.empty`)]).toEqual([
    true,
    false,
  ])
})
