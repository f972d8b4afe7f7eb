import { expect, test } from 'vitest'
import { addFiles, addLine, copyOfTree, replaceIn, runIn, typeErrors } from './copy.ts'

const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/vitest.config.ts', '--project', 'fast']

const guide = `import { exits, prints, equals, run, sh, step, text, type Playbook } from './model/index.ts'

export const greet = step('greet', {
  title: { en: 'Greet', 'zh-cn': '打招呼' },
  action: run(sh\`mkdir greeting && echo hello\`),
  checks: [
    exits(0),
    prints(equals(text\`hello\`)),
    { kind: 'folder', where: 'host', path: text\`greeting\`, state: 'present' },
  ],
  undo: run(sh\`rmdir greeting\`),
})

export const greeting: Playbook = {
  id: 'greeting',
  title: { en: 'A greeting', 'zh-cn': '问候' },
  targets: ['engine'],
  machine: 'none',
  duration: '1m',
  needs: [],
  changes: { en: 'One folder, which is removed again.', 'zh-cn': '一个目录，之后会被删除。' },
  steps: [greet],
}
`

/** `up` leads from the page to the folder of the site. */
const page = (up: string, title: string, description: string, heading: string): string => `---
title: ${title}
description: ${description}
---

import RunAll from '${up}components/RunAll.astro'
import Step from '${up}components/Step.astro'
import * as steps from '${up}../playbooks/greeting.ts'

<RunAll playbook={steps.greeting} />

## ${heading}

<Step of={steps.greet} />
`

const tap = `import type { Report } from '../protocol/report.ts'

/** The Test Anything Protocol, version 14: a line for each run. */
export const tapFile = (reports: readonly Report[]): string =>
  [
    'TAP version 14',
    \`1..\${reports.length}\`,
    ...reports.map(({ status, playbook }, at) => \`\${status === 'passed' ? 'ok' : 'not ok'} \${at + 1} - \${playbook}\`),
    '',
  ].join('\\n')
`

/** Prints what the site knows of German. */
const german = `import config from './site/astro.config.ts'
import { localeOf, pathOf } from './site/locales.ts'
import { languageOf, phrases } from './site/words.ts'

console.log(JSON.stringify([pathOf(localeOf('de')), phrases[languageOf('de')].runAll, config.integrations?.length]))
`

/** One copy in which all recipes are followed: the compiler need not look at each alone. */
const folder = copyOfTree()

test('a guide is a playbook, a page in each language, and a line in each of two lists', { timeout: 120_000 }, () => {
  addFiles(folder, {
    'playbooks/greeting.ts': guide,
    'site/content/docs/greeting.mdx': page('../../', 'A greeting', 'Say hello to a folder.', 'Say hello'),
    'site/content/docs/zh-cn/greeting.mdx': page('../../../', '问候', '向一个目录问好。', '问好'),
  })
  addLine(folder, 'playbooks/index.ts', "from './windows-on-fusion.ts'", "import { greeting } from './greeting.ts'")
  addLine(folder, 'playbooks/index.ts', '  boot2docker,', '  greeting,')
  addLine(folder, 'site/guides.ts', "'docker-basics',", "      'greeting',")
  const listed = JSON.parse(runIn(folder, ['runner/bin/shipshape.mjs', 'list', '--json'])) as readonly unknown[] // ours
  expect(listed).toContainEqual(expect.objectContaining({ id: 'greeting' }))
  runIn(folder, [...vitest, 'test/site/languages.test.ts', 'test/playbooks', 'test/site/pages.test.ts'])
})

test('a format of reports is a file and a line', () => {
  addFiles(folder, { 'runner/reporters/tap.ts': tap })
  const load = "async () => (await import('./tap.ts')).tapFile"
  const line = `  { option: 'tap', what: 'write a TAP file', load: ${load} },`
  addLine(folder, 'runner/reporters/files.ts', "option: 'junit'", line)
  expect(runIn(folder, ['runner/bin/shipshape.mjs', 'run', '--help'])).toContain('--tap <file>  ')
})

test('a language is a folder of pages and a line; steps and buttons are in English until they are translated', () => {
  const line = "  { folder: 'de', lang: 'de', label: 'Deutsch', language: 'en' },"
  addLine(folder, 'site/locales.ts', "folder: 'zh-cn'", line)
  addFiles(folder, { 'german.ts': german })
  expect(JSON.parse(runIn(folder, ['german.ts']))).toEqual(['de/', 'Run all', 2])
})

test('the compiler accepts what the recipes add', { timeout: 120_000 }, () => {
  expect(typeErrors(folder)).toEqual([])
})

test('the compiler names each text that a language still needs', { timeout: 120_000 }, () => {
  const languages = "export type Language = 'en' | 'zh-cn'"
  replaceIn(folder, 'playbooks/model/text.ts', languages, `${languages} | 'de'`)
  const missing = typeErrors(folder)
  for (const file of ['site/words.ts', 'playbooks/greeting.ts', 'runner/errors.ts']) {
    expect(missing).toContainEqual(expect.stringMatching(new RegExp(`^${file}.*'de' is missing`)))
  }
})
