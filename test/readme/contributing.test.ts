import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { validate } from '../../runner/core/validate.ts'
import * as actions from '../../playbooks/model/action.ts'
import * as checks from '../../playbooks/model/check.ts'
import * as commandKinds from '../../runner/checks/command-kinds.ts'
import * as worldKinds from '../../runner/checks/world-kinds.ts'
import { frontMatterMistakes } from '../../runner/guides/pages/front-matter.ts'
import { misspeltSteps, stepsOutOfPlace } from '../../runner/guides/pages/steps-shown.ts'
import { example } from './example.ts'
import { editor, look, page, serve } from './more-steps.ts'

const root = join(import.meta.dirname, '../..')
const contributing = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8')
const rows = [...contributing.matchAll(/^\| `([a-z0-9/-]+)` \|/gm)].map((match) => match[1])

test('the playbook in CONTRIBUTING is the one that is compiled, and it is valid', () => {
  const shown = [...contributing.matchAll(/```ts\n([\s\S]*?)```/g)].map((match) => match[1])
  const compiled = ['example.ts', 'more-steps.ts'].map((file) => readFileSync(join(import.meta.dirname, file), 'utf8'))
  expect(shown).toEqual(compiled)
  expect(validate(example)).toEqual([])
  expect(validate({ ...example, steps: [look, page, serve, editor] })).toEqual([])
})

/** The names in the first column of a section's table. */
const namesIn = (heading: string): readonly string[] => {
  const section = contributing.split(`### ${heading}\n`)[1]?.split('\n### ')[0] ?? ''
  const firsts = [...section.matchAll(/^\| (`[^|]*`) \|/gm)].map((match) => match[1] ?? '')
  return firsts.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '')).toSorted()
}

const functionsOf = (module: object): readonly string[] =>
  Object.entries(module).flatMap(([name, thing]) => (typeof thing === 'function' ? [name] : []))

test('every action, every check and every comparison is listed, and nothing else', () => {
  expect(namesIn('Actions')).toEqual(functionsOf(actions).toSorted())
  expect(namesIn('Checks')).toEqual([...Object.keys(commandKinds), ...Object.keys(worldKinds)].toSorted())
  const checksSection = contributing.split('### Checks\n')[1]?.split('\n### ')[0] ?? ''
  expect(functionsOf(checks).filter((name) => !new RegExp(`\`${name}\\b`).test(checksSection))).toEqual([])
})

test('the page in CONTRIBUTING is one that is checked', () => {
  const source = /```mdx\n([\s\S]*?)```/.exec(contributing)?.[1] ?? ''
  const shown = { file: 'site/content/docs/example.mdx', source }
  const exported = { example: null, web: 'web' }
  expect(frontMatterMistakes(shown)).toEqual([])
  expect(misspeltSteps(shown, new Map([['example', exported]]))).toEqual([])
  expect(stepsOutOfPlace(shown, { id: 'example', steps: ['web'], exported })).toEqual([])
})

test('every folder of the runner has its row, and no row is of a folder that is gone', () => {
  const folders = readdirSync(join(root, 'runner'), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|mjs)$/.test(entry.name) && entry.parentPath !== join(root, 'runner'))
    .map((entry) => `runner/${entry.parentPath.slice(root.length + 1).split('/')[1] ?? ''}`)
  const listed = rows.filter((row) => row?.startsWith('runner/') === true)
  expect([...new Set(folders)].toSorted()).toEqual(listed.toSorted())
})
