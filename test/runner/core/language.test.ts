import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../../..')

test('core speaks no language: what it has to say is a reason, and runner/words says it', () => {
  const files = globSync('runner/core/**/*.ts', { cwd: root })
  const speaking = files.filter((file) => /'zh-cn'|\p{Script=Han}/u.test(readFileSync(join(root, file), 'utf8')))
  expect(speaking).toEqual([])
})
