import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { validate } from '../../runner/core/validate.ts'
import { example } from './example.ts'

const root = join(import.meta.dirname, '../..')
const contributing = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8')
const rows = [...contributing.matchAll(/^\| `([a-z0-9/]+)` \|/gm)].map((match) => match[1])

test('the playbook in CONTRIBUTING is the one that is compiled, and it is valid', () => {
  const shown = /```ts\n([\s\S]*?)```/.exec(contributing)?.[1]
  expect(shown).toBe(readFileSync(join(import.meta.dirname, 'example.ts'), 'utf8'))
  expect(validate(example)).toEqual([])
})

test('every folder of the runner has its row, and no row is of a folder that is gone', () => {
  const folders = readdirSync(join(root, 'runner'), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|mjs)$/.test(entry.name) && entry.parentPath !== join(root, 'runner'))
    .map((entry) => `runner/${entry.parentPath.slice(root.length + 1).split('/')[1] ?? ''}`)
  const listed = rows.filter((row) => row?.startsWith('runner/') === true)
  expect([...new Set(folders)].toSorted()).toEqual(listed.toSorted())
})
