import { appendFileSync, existsSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { recipeKey } from '../../../../runner/lab/image/build/key.ts'
import { findImage, forgetImage } from '../../../../runner/lab/image/obtain.ts'
import { temporaryFolder } from '../../../fixtures/execute.ts'
import { fakeImage } from './fake-image.ts'

const id = await recipeKey('amd64')

const cacheWithImage = async (): Promise<{ cache: string; folder: string }> => {
  const cache = temporaryFolder()
  const folder = join(cache, 'images/amd64', id)
  await fakeImage(folder, id)
  return { cache, folder }
}

const find = async (cache: string): Promise<{ id: string | undefined; reported: string[] }> => {
  const reported: string[] = []
  const image = await findImage({ architecture: 'amd64', cache, progress: ({ text }) => reported.push(text) })
  return { id: image?.id, reported }
}

describe('looking for the image', () => {
  test('one that is whole is found, with the paths of its files', async () => {
    const { cache, folder } = await cacheWithImage()
    const image = await findImage({ architecture: 'amd64', cache, progress: () => undefined })
    expect(image).toMatchObject({
      id,
      kernel: join(folder, 'vmlinux'),
      initrd: join(folder, 'initrd.img'),
      root: join(folder, 'root.squashfs'),
    })
    expect(image?.manifest.commandLine).toEqual(['quiet'])
  })

  test('an empty cache has none', async () => {
    expect(await find(join(temporaryFolder(), 'not-there'))).toEqual({ id: undefined, reported: [] })
  })

  test('one of another recipe is not it', async () => {
    const cache = temporaryFolder()
    await fakeImage(join(cache, 'images/amd64', '0123456789abcdef'), '0123456789abcdef')
    expect(await find(cache)).toEqual({ id: undefined, reported: [] })
  })

  test.each([
    ['a byte more', 'root.squashfs', (path: string) => appendFileSync(path, '!')],
    ['cut short', 'initrd.img', (path: string) => truncateSync(path, 10)],
    ['changed', 'vmlinux', (path: string) => writeFileSync(path, 'another kernel')],
    ['changed', 'manifest.json', (path: string) => writeFileSync(path, '{}')],
  ])('damage (%s) to %s is reported, and the image moved aside', async (_, name, damage) => {
    const { cache, folder } = await cacheWithImage()
    damage(join(folder, name))
    const reported = `${join(folder, name)} is damaged. It was moved to ${folder}.damaged and will be built again.`
    expect(await find(cache)).toEqual({ id: undefined, reported: [reported] })
    expect(readdirSync(join(cache, 'images/amd64'))).toEqual([`${id}.damaged`])
    expect(await find(cache)).toEqual({ id: undefined, reported: [] })
  })

  test.each(['SHA256SUMS', 'root.squashfs'])('an image without its %s is not whole', async (name) => {
    const { cache, folder } = await cacheWithImage()
    rmSync(join(folder, name))
    const { id: found, reported } = await find(cache)
    expect(found).toBeUndefined()
    expect(reported.join()).toMatch(/is incomplete: ENOENT/)
  })

  test('a forgotten one is gone', async () => {
    const { cache, folder } = await cacheWithImage()
    await forgetImage({ architecture: 'amd64', cache })
    expect(existsSync(folder)).toBe(false)
  })
})
