import { readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { firstDamaged, sumsOf } from '../../../runner/lab/verified.ts'
import { temporaryFolder } from '../../fixtures/execute.ts'

const folderOf = async (): Promise<{
  readonly folder: string
  readonly path: string
  readonly sums: Readonly<Record<string, string>>
}> => {
  const folder = temporaryFolder()
  const path = join(folder, 'ram.img')
  writeFileSync(path, 'right')
  writeFileSync(join(folder, 'state.bin'), 'state')
  return { folder, path, sums: await sumsOf(folder, ['ram.img', 'state.bin']) }
}

test.each(['bytes', 'stamps'] as const)('files that are as they were are right by their %s', async (depth) => {
  const { folder, sums } = await folderOf()
  expect(await firstDamaged(folder, sums, depth)).toBeUndefined()
})

test.each(['bytes', 'stamps'] as const)('a file that was changed is damaged by its %s', async (depth) => {
  const { folder, path, sums } = await folderOf()
  writeFileSync(path, 'wrong')
  expect(await firstDamaged(folder, sums, depth)).toBe(path)
})

test('a file that was touched is read again, and right', async () => {
  const { folder, path, sums } = await folderOf()
  const before = readFileSync(join(folder, '.verified.json'), 'utf8')
  utimesSync(path, 1, 1)
  expect(await firstDamaged(folder, sums, 'stamps')).toBeUndefined()
  expect(readFileSync(join(folder, '.verified.json'), 'utf8')).not.toBe(before)
})

test('damage that leaves size and times alone is found by reading every byte', async () => {
  const { folder, path, sums } = await folderOf()
  const when = new Date(2020, 1, 1)
  utimesSync(path, when, when)
  await firstDamaged(folder, sums, 'stamps')
  writeFileSync(path, 'RIGHT')
  utimesSync(path, when, when)
  expect([await firstDamaged(folder, sums, 'stamps'), await firstDamaged(folder, sums, 'bytes')]).toEqual([
    undefined,
    path,
  ])
})

test('a note that does not parse is as none', async () => {
  const { folder, sums } = await folderOf()
  writeFileSync(join(folder, '.verified.json'), '{')
  expect(await firstDamaged(folder, sums, 'stamps')).toBeUndefined()
})

test('a missing file is an error of its own', async () => {
  const { folder, sums } = await folderOf()
  await expect(firstDamaged(folder, { ...sums, 'disk.qcow2': 'x' }, 'stamps')).rejects.toThrow('ENOENT')
})
