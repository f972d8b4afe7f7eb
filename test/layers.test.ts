import { globSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { expect, test } from 'vitest'

interface Rule {
  readonly name: string
  readonly from: { readonly path?: string }
}

const root = join(import.meta.dirname, '..')
const { forbidden } = createRequire(import.meta.url)('./layers.cjs') as { readonly forbidden: readonly Rule[] } // ours
const rows = forbidden.flatMap(({ name, from: { path } }) =>
  name.endsWith('-imports-only-what-it-may') && path !== undefined ? [new RegExp(path)] : [],
)

const code = globSync('{playbooks,runner,site}/**/*.{ts,mjs,js,cjs,astro,mdx}', { cwd: root })

test('every file of code belongs to exactly one layer', () => {
  const rowsOf = (file: string): number => rows.filter((row) => row.test(file)).length
  expect(code.filter((file) => rowsOf(file) !== 1)).toEqual([])
})

test('every layer has files', () => {
  expect(rows.filter((row) => !code.some((file) => row.test(file)))).toEqual([])
})
