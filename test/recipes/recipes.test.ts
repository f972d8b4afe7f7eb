import { expect, test } from 'vitest'
import { addCheckKind } from './check-kind.ts'
import { addFiles, addLine, copyOfTree, replaceIn, runIn, typeErrors } from './copy.ts'
import { addFormat } from './format.ts'
import { addGuide } from './guide.ts'
import { addHypervisor } from './hypervisor.ts'
import { addTarget, targetNames } from './target.ts'

/** Prints what the site knows of German. */
const german = `import config from './site/astro.config.ts'
import { localeOf, pathOf } from './site/locales.ts'
import { languageOf, phrases } from './site/words.ts'

console.log(JSON.stringify([pathOf(localeOf('de')), phrases[languageOf('de')].runAll, config.integrations !== undefined]))
`

// One copy in which all recipes are followed: to compile it takes longer than anything else.
const folder = copyOfTree()

const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/vitest.config.ts', '--project', 'fast']
const cruiser = ['node_modules/dependency-cruiser/bin/dependency-cruiser.mjs', '--config', 'test/layers.cjs']

test('a guide is a playbook, a page in each language, and a line in each of two lists', () => {
  addGuide(folder)
  const listed = JSON.parse(runIn(folder, ['runner/bin/shipshape.mjs', 'list', '--json'])) as readonly unknown[] // ours
  expect(listed).toContainEqual(expect.objectContaining({ id: 'greeting' }))
  runIn(folder, [...vitest, 'test/site/languages.test.ts', 'test/site/pages.test.ts'])
})

test('a format of reports is a file and a line', () => {
  addFormat(folder)
  expect(runIn(folder, ['runner/bin/shipshape.mjs', 'run', '--help'])).toContain('--tap <file>  ')
})

test('a language is a folder of pages and a line; steps and buttons are in English until they are translated', () => {
  const line = "  { folder: 'de', lang: 'de', label: 'Deutsch', language: 'en' },"
  addLine(folder, 'site/locales.ts', "folder: 'zh-cn'", line)
  addFiles(folder, { 'german.ts': german })
  expect(JSON.parse(runIn(folder, ['german.ts']))).toEqual(['de/', 'Run all', true])
})

test('a kind of check is a folder and a line', () => {
  addCheckKind(folder)
  runIn(folder, [...vitest, 'test/runner/checks/socket', 'test/runner/checks/typing.test.ts'])
})

test('a target is a folder, a line in a list, what guides call it, and one call of its conformance suite', () => {
  addTarget(folder)
  expect(runIn(folder, [...vitest, 'test/runner/targets/here', 'test/site/shown.test.ts'])).toMatch(/Tests .*passed/)
})

test('a hypervisor is a folder, and one call of its conformance suite, which it passes', () => {
  addHypervisor(folder)
  expect(runIn(folder, [...vitest, 'test/runner/machines/process'])).toMatch(/Tests .*passed/)
})

test('the compiler and the layers accept what the recipes add', () => {
  expect(typeErrors(folder)).toEqual([])
  expect(runIn(folder, [...cruiser, 'runner', 'playbooks'])).toContain('no dependency violations')
  runIn(folder, [...vitest, 'test/layers.test.ts'])
})

test('the compiler names each text that a language, or a target, still needs', () => {
  const languages = "export type Language = 'en' | 'zh-cn'"
  replaceIn(folder, 'playbooks/model/text.ts', languages, `${languages} | 'de'`)
  for (const [path, line] of Object.entries(targetNames)) replaceIn(folder, path, `${line}\n`, '')
  const missing = typeErrors(folder)
  for (const file of ['site/words.ts', 'playbooks/greeting.ts', 'runner/errors.ts']) {
    expect(missing).toContainEqual(expect.stringMatching(new RegExp(`^${file}.*'de' is missing`)))
  }
  for (const file of Object.keys(targetNames)) expect(missing.some((line) => line.startsWith(`${file}(`))).toBe(true)
})
