import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { digestOf, feed, sha256Of } from '../../../runner/host/digest.ts'
import { temporaryFolder } from '../../fixtures/execute.ts'

const fileOf = (data: Buffer | string): string => {
  const file = join(temporaryFolder(), 'file')
  writeFileSync(file, data)
  return file
}

describe('a file', () => {
  test.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  ])('of %j has the checksum that FIPS 180 says', async (text, sha256) => {
    expect(await digestOf(fileOf(text))).toEqual({ bytes: text.length, sha256 })
    expect(sha256Of(text)).toBe(sha256)
  })

  test('longer than what is read at once has one checksum', async () => {
    const data = Buffer.alloc((4 << 20) + 3, 'shipshape')
    expect(await digestOf(fileOf(data))).toEqual({ bytes: data.length, sha256: sha256Of(data) })
  })

  test.each([
    [0, ''],
    [2, 'ab'],
    [3, 'abc'],
    [9, 'abc'],
  ])('is fed up to byte %i', async (limit, fed) => {
    const hash = createHash('sha256')
    expect(await feed(hash, fileOf('abc'), limit)).toBe(fed.length)
    expect(hash.digest('hex')).toBe(sha256Of(fed))
  })

  test('that is not there has none', async () => {
    await expect(digestOf(join(temporaryFolder(), 'none'))).rejects.toMatchObject({ code: 'ENOENT' })
  })
})
