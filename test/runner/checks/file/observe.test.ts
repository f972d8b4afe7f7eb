import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { observeFile, observeGuestFile } from '../../../../runner/checks/file/observe.ts'
import { temporaryFolder } from '../../../fixtures/execute.ts'
import { inGuest } from '../in-guest.ts'

test('a file is seen with its content, one that is too large is reported in each language', async () => {
  const [small, large] = [join(temporaryFolder(), 'small'), join(temporaryFolder(), 'large')]
  writeFileSync(small, 'hi')
  writeFileSync(large, 'x'.repeat(2 ** 20 + 1))
  expect(await observeFile(small)).toEqual({ kind: 'content', content: 'hi' })
  expect(await observeFile(`${small}er`)).toEqual({ kind: 'absent' })
  expect(await observeFile(large)).toEqual({
    kind: 'cannot-look',
    reason: { en: `${large} is larger than 1 MiB`, 'zh-cn': `${large} 大于 1 MiB` },
  })
})

test('a file in the machine is seen with its content, whatever stands in its name', async () => {
  const path = join(temporaryFolder(), "it's $HOME.txt")
  writeFileSync(path, 'hi\n')
  expect(await observeGuestFile(inGuest, path)).toEqual({ kind: 'content', content: 'hi\n' })
  expect(await observeGuestFile(inGuest, `${path}.gone`)).toEqual({ kind: 'absent' })
})
