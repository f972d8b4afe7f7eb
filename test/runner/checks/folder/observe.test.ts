import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { observeFolder, observeGuestFolder } from '../../../../runner/checks/folder/observe.ts'
import { temporaryFolder } from '../../../fixtures/execute.ts'
import { inGuest } from '../in-guest.ts'

test('a folder is empty, or present with its entries counted', async () => {
  const folder = temporaryFolder()
  expect(await observeFolder(folder)).toEqual({
    kind: 'state',
    state: 'empty',
    detail: { en: '0 entries', 'zh-cn': '共 0 项' },
  })
  mkdirSync(join(folder, 'one'))
  expect(await observeFolder(folder)).toEqual({
    kind: 'state',
    state: 'present',
    detail: { en: '1 entry', 'zh-cn': '共 1 项' },
  })
})

test('a folder in the machine is empty, present or absent', async () => {
  const folder = temporaryFolder()
  expect(await observeGuestFolder(inGuest, folder)).toEqual({ kind: 'state', state: 'empty' })
  mkdirSync(join(folder, 'one'))
  expect(await observeGuestFolder(inGuest, folder)).toEqual({ kind: 'state', state: 'present' })
  expect(await observeGuestFolder(inGuest, join(folder, 'two'))).toEqual({ kind: 'absent' })
})
