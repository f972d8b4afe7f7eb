import { join } from 'node:path'
import { expect, test } from 'vitest'
import { launch } from '../../fixtures/process.ts'

const fixtures = join(import.meta.dirname, '../../fixtures')

test('fast imports give the same modules, lines and errors as Node’s own', async () => {
  const importedBy = async (file: string): Promise<unknown> => {
    const { code, stdout } = await launch(process.execPath, [join(fixtures, file)]).ended
    return [code, JSON.parse(stdout)]
  }
  const fast = await importedBy('fast-imports.mjs')
  expect(fast).toEqual([
    0,
    {
      isOneModule: true,
      isOneClass: true,
      missing:
        `Error [ERR_MODULE_NOT_FOUND]: Cannot find module '${join(fixtures, 'not-there.ts')}' ` +
        `imported from ${join(fixtures, 'fast-imports.ts')}`,
      place: 'fast-imports.ts:8',
    },
  ])
  expect(await importedBy('fast-imports.ts')).toEqual(fast)
})
