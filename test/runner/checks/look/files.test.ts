import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { observeFile } from '../../../../runner/checks/file/observe.ts'
import { observeFolder } from '../../../../runner/checks/folder/observe.ts'
import { observeProcess } from '../../../../runner/checks/process/observe.ts'
import { temporaryFolder } from '../../../fixtures/execute.ts'

test('a file is seen with its content, one that is too large is told so in each language', async () => {
  const [small, large] = [join(temporaryFolder(), 'small'), join(temporaryFolder(), 'large')]
  writeFileSync(small, 'hi')
  writeFileSync(large, 'x'.repeat(2 ** 20 + 1))
  expect(await observeFile(small)).toEqual({ kind: 'content', content: 'hi' })
  expect(await observeFile(`${small}er`)).toEqual({ kind: 'state', state: 'absent' })
  expect(await observeFile(large)).toEqual({
    kind: 'unreachable',
    reason: { en: `${large} is larger than 1 MiB`, 'zh-cn': `${large} 大于 1 MiB` },
  })
})

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

test('a process is found by its command line', () => {
  expect(observeProcess('node')).toMatchObject({
    state: 'running',
    detail: {
      en: expect.stringMatching(/^process \d/) as string,
      'zh-cn': expect.stringMatching(/^进程 \d/) as string,
    },
  })
  expect(observeProcess('no such command')).toEqual({ kind: 'state', state: 'absent' })
})
