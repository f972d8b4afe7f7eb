import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Observed } from '../../../../runner/contract/observation.ts'
import { isFileWith } from '../../../../runner/checks/match.ts'
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

test('a large file is there for a check that does not ask for its content', async () => {
  const large = join(temporaryFolder(), 'disk.iso')
  writeFileSync(large, 'x'.repeat(2 ** 20 + 1))
  for (const seen of [await observeFile(large, 'presence'), await observeGuestFile(inGuest, large, 'presence')]) {
    expect(seen).toEqual({ kind: 'state', state: 'present' })
    expect(isFileWith({ state: 'present' }, seen as Observed)).toBe(true) // it was looked at
    expect(isFileWith({ state: 'absent' }, seen as Observed)).toBe(false)
  }
})

test('a file in the machine is seen with its content, whatever stands in its name', async () => {
  const path = join(temporaryFolder(), "it's $HOME.txt")
  writeFileSync(path, 'hi\n')
  expect(await observeGuestFile(inGuest, path)).toEqual({ kind: 'content', content: 'hi\n' })
  expect(await observeGuestFile(inGuest, `${path}.gone`)).toEqual({ kind: 'absent' })
})
