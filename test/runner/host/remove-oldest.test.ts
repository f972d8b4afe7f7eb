import { mkdirSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { removeOldest } from '../../../runner/host/remove-oldest.ts'
import { temporaryFolder } from '../../fixtures/execute.ts'

/**
 * A folder with these entries, the oldest one first; a name that ends with a slash is a folder's, with a file in it.
 */
const folderOf = (...names: readonly string[]): string => {
  const folder = temporaryFolder()
  for (const [age, name] of names.entries()) {
    const path = join(folder, name)
    if (name.endsWith('/')) mkdirSync(path)
    writeFileSync(name.endsWith('/') ? join(path, 'file') : path, name)
    utimesSync(path, 1000 + age, 1000 + age)
  }
  return folder
}

describe('removing the oldest', () => {
  test.each([
    [0, []],
    [1, ['c']],
    [2, ['a', 'c']],
    [3, ['a', 'b', 'c']],
    [9, ['a', 'b', 'c']],
  ])('leaves the newest %i by their times, whatever they are called', async (newest, left) => {
    const folder = folderOf('b', 'a', 'c')
    await removeOldest(folder, newest)
    expect(readdirSync(folder).sort()).toEqual(left)
  })

  test('deletes folders with all that is in them', async () => {
    const folder = folderOf('old/', 'new/')
    await removeOldest(folder, 1)
    expect(readdirSync(folder, { recursive: true }).sort()).toEqual(['new', 'new/file'])
  })

  test('leaves what is kept, beside the newest', async () => {
    const folder = folderOf('a', 'b', 'c', 'd')
    await removeOldest(folder, 1, (name) => name === 'b')
    expect(readdirSync(folder).sort()).toEqual(['b', 'd'])
  })

  test('counts what is kept among the newest', async () => {
    const folder = folderOf('a', 'b', 'c', 'd')
    await removeOldest(folder, 2, (name) => name === 'd')
    expect(readdirSync(folder).sort()).toEqual(['c', 'd'])
  })

  test('leaves work in progress alone, and does not count it', async () => {
    const folder = folderOf('.building-old/', 'a', 'b', '.problem', '.work-new/')
    await removeOldest(folder, 1)
    expect(readdirSync(folder).sort()).toEqual(['.building-old', '.problem', '.work-new', 'b'])
  })

  test('deletes a link, not what it points to', async () => {
    const [folder, other] = [folderOf('a', 'b'), folderOf('precious')]
    symlinkSync(other, join(folder, 'link'))
    symlinkSync('nowhere', join(folder, 'dangling'))
    await removeOldest(folder, 0)
    expect([readdirSync(folder), readdirSync(other)]).toEqual([[], ['precious']])
  })

  test('does nothing where there is no folder', async () => {
    const folder = temporaryFolder()
    await removeOldest(join(folder, 'none'), 1)
    expect(readdirSync(folder)).toEqual([])
  })
})
