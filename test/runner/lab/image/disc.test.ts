import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { sha256Of } from '../../../../runner/host/digest.ts'
import { unpackIso, writeDisc } from '../../../../runner/lab/image/disc.ts'
import { openImage } from '../../../../runner/lab/image/image.ts'
import { temporaryFolder } from '../../../fixtures/execute.ts'
import { fakeImage } from './fake-image.ts'

const quiet = { progress: () => undefined, signal: new AbortController().signal }
const id = '0123456789abcdef'

const discIn = async (folder: string): Promise<string> => {
  await writeDisc(folder, await fakeImage(folder, id), quiet.signal)
  return join(folder, 'boot2docker.iso')
}

describe('the disc', () => {
  test('holds the whole image', async () => {
    const [made, unpacked] = [temporaryFolder(), join(temporaryFolder(), 'image')]
    const iso = await discIn(made)
    const image = await unpackIso(iso, unpacked, quiet)
    expect(image).toMatchObject({ id, iso, kernel: join(unpacked, 'vmlinux') })
    expect(readFileSync(image.root)).toEqual(readFileSync(join(made, 'root.squashfs')))
    expect(readdirSync(unpacked)).toEqual(['SHA256SUMS', 'initrd.img', 'manifest.json', 'root.squashfs', 'vmlinux'])
    expect(await openImage(unpacked)).toHaveProperty('image')
    expect(readFileSync(iso).toString('latin1', 0x8001, 0x8006)).toBe('CD001')
  })

  test('has the same bytes when it is made again', async () => {
    const sums = await Promise.all([1, 2].map(async () => sha256Of(readFileSync(await discIn(temporaryFolder())))))
    expect(sums[0]).toBe(sums[1])
  })

  test('that is damaged is refused, and nothing is left of it', async () => {
    const iso = await discIn(temporaryFolder())
    const bytes = readFileSync(iso)
    // Somewhere in the packed root, which begins with zstd's magic number as all packed files do.
    const at = bytes.lastIndexOf(Buffer.from([0x28, 0xb5, 0x2f, 0xfd])) + 20
    bytes[at] = (bytes[at] ?? 0) ^ 0xff
    writeFileSync(iso, bytes)
    const parent = temporaryFolder()
    await expect(unpackIso(iso, join(parent, 'image'), quiet)).rejects.toMatchObject({
      code: 'broken',
      message: `The disc ${iso} is damaged.`,
      hint: 'boot2docker download',
    })
    expect(readdirSync(parent)).toEqual([])
  })

  test('that is none is refused', async () => {
    const iso = join(temporaryFolder(), 'boot2docker.iso')
    writeFileSync(iso, 'nothing like a disc')
    await expect(unpackIso(iso, join(temporaryFolder(), 'image'), quiet)).rejects.toMatchObject({ code: 'broken' })
  })
})
