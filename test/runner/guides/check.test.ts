import { join } from 'node:path'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readTypeErrors, typeErrors } from '../../../runner/guides/types.ts'
import type { Catalogue } from '../../../runner/commands/catalogue.ts'
import { checkoutOf, tinyGuide, tinyPage } from '../../fixtures/checkout.ts'
import { shipshapeHere } from '../../fixtures/in-process.ts'
import { catalogue } from '../../fixtures/guides.ts'

const installed = join(import.meta.dirname, '../../../node_modules/typescript')

interface Wrong {
  readonly guide?: (source: string) => string
  readonly page?: (source: string) => string
  readonly files?: Readonly<Record<string, string>>
}

/** What `shipshape check` prints of a guide of one step with a mistake. */
const check = async ({ guide, page = (source) => source, files = {} }: Wrong, ...args: readonly string[]) => {
  const checkout = checkoutOf(
    { tiny: tinyGuide('tiny', guide) },
    {
      'site/content/docs/tiny.mdx': page(tinyPage('tiny', '../../')),
      'site/content/docs/zh-cn/tiny.mdx': tinyPage('tiny', '../../../'),
      ...files,
    },
  )
  const own: Catalogue = { ...catalogue, checkout: () => Promise.resolve(checkout) }
  return shipshapeHere(['check', ...args], { NO_COLOR: '1' }, own)
}

const notes = [
  '  ! public/evidence/tiny.lab.json: the guide has no evidence yet. ' +
    'npx shipshape verify tiny --evidence public/evidence --recording public/recordings',
  '  ! public/mutation/tiny.json: the checks of 1 of 1 steps have not been tested as they are now. ' +
    'npm run mutation -- tiny --untested --report public/mutation',
]
const notCompiled = '  ! playbooks/tsconfig.json: the types were not checked: the compiler is not installed. npm ci'

test('a guide without mistakes is checked with 0, and its notes are no mistakes', async () => {
  const { code, stdout, stderr } = await check({})
  expect([code, stderr, stdout.trimEnd().split('\n')]).toEqual([0, '', ['✓ tiny', ...notes, notCompiled]])
})

const stepLine = '<Step of={steps.make} />'
const en = 'site/content/docs/tiny.mdx'
const two = (source: string): string =>
  source
    .replace('export const guide', "export const again = { ...make, id: 'again' }\n\nexport const guide")
    .replace('steps: [make]', 'steps: [make, again]')

describe('a mistake ends with 64, and is named with its line and what to do:', () => {
  test.for<readonly [string, Wrong, readonly string[]]>([
    [
      'a rule',
      { guide: (source) => source.replace('mkdir tiny', 'sleep 3; mkdir tiny') },
      [
        'playbooks/tiny.ts:5:18: Step “make”: its command waits with “sleep 3”: too long on a fast computer, too ' +
          'short on a slow one. Give the check of what it waits for a “within”. ' +
          "Or say why it must be so: allows: { 'sleep': 'REASON' }.",
      ],
    ],
    [
      'a guide that does not load',
      { guide: (source) => source.replace('export const guide', 'export konst guide') },
      [expect.stringMatching(/^playbooks\/tiny\.ts:10:8: /) as string],
    ],
    [
      'a misspelt step',
      { page: (source) => source.replace('steps.make}', 'steps.mkae}') },
      [
        `${en}:12:11: the guide has no step “mkae” in playbooks/tiny.ts; did you mean “make”?`,
        `${en}: the page does not show the step “make”, so a reader cannot follow the guide. ` +
          'Show each step once, in the order of the playbook.',
      ],
    ],
    [
      'a step that is shown twice',
      { page: (source) => `${source}\n${stepLine}\n` },
      [`${en}:14:11: the page shows the step “make” twice. Remove one of the two.`],
    ],
    [
      'steps in another order',
      {
        guide: two,
        page: (source) => source.replace(stepLine, `<Step of={steps.again} />\n\n${stepLine}`),
        files: {
          'site/content/docs/zh-cn/tiny.mdx': tinyPage('tiny', '../../../').replace(
            stepLine,
            `${stepLine}\n\n<Step of={steps.again} />`,
          ),
        },
      },
      [`${en}:12:11: the page shows the step “again” where the playbook has “make”. Use the order of the playbook.`],
    ],
    [
      'a page without the panel that runs the guide',
      { page: (source) => source.replace(/<RunAll.*/, '') },
      [`${en}: the page has no panel to run the guide. Put <RunAll playbook={steps.NAME} /> above the first step.`],
    ],
    [
      'a command that is typed into a page',
      { page: (source) => `${source}\n\`\`\`sh\ndocker ps\n\`\`\`\n` },
      [
        `${en}:14:1: “\`\`\`sh” is typed into the page, so nobody verifies it. ` +
          'Make it a step of the playbook, and show that: <Step of={steps.NAME} />.',
      ],
    ],
    [
      'front matter',
      { page: (source) => source.replace('title:', 'titel:') },
      [
        `${en}:1: the front matter has no “title”. Write “title: …” between the lines “---”.`,
        `${en}:2:1: the front matter has an unknown “titel”. Did you mean “title”?`,
      ],
    ],
    [
      'no front matter',
      { page: (source) => source.replace(/^---\n[\s\S]*?---\n/, '') },
      [`${en}:1: the page has no front matter. Begin the page with “---”, “title: …”, “description: …”, “---”.`],
    ],
    [
      'a page that is not in the sidebar, and one that is missing in a language',
      {
        files: {
          'site/guides.ts': "export const sidebarGroups = [{ pages: ['other'] }]\n",
          'site/locales.ts': "export const locales = [{ folder: '' }, { folder: 'zh-cn' }, { folder: 'de' }]\n",
        },
      },
      [
        "site/guides.ts: the page “tiny” is not in the sidebar. Add 'tiny' to the pages of a group.",
        'site/content/docs/de/tiny.mdx: this page is missing. Write it.',
      ],
    ],
  ])('%s', async ([, wrong, expected]) => {
    const { code, stdout, stderr } = await check(wrong, 'tiny')
    const found = stdout.split('\n').flatMap((line) => (line.startsWith('  ✗ ') ? [line.slice(4)] : []))
    expect([code, stderr, found, stdout.split('\n')[0]]).toEqual([64, '', expected, '✗ tiny'])
  })

  test('two guides of one id', async () => {
    const index = `const load = async () => (await import('./tiny.ts')).guide
export const guides = [{ id: 'tiny', load }, { id: 'tiny', load }]
`
    const { code, stdout } = await check({ files: { 'playbooks/index.ts': index } })
    expect([code, stdout.split('\n').filter((line) => line.includes('✗'))]).toEqual([
      64,
      [
        '  ✗ playbooks/index.ts: two guides have the id “tiny”, so only the first can be run. ' +
          'Give each an id of its own.',
      ],
    ])
  })
})

test('a guide that nobody has is no guide that has no mistakes', async () => {
  expect(await check({}, 'tinny')).toEqual({
    code: 64,
    stdout: '',
    stderr: 'There is no guide “tinny”.\nDid you mean “tiny”?\n',
  })
})

test('the JSON has the place, the step, what is wrong and what to do', async () => {
  const { code, stdout } = await check(
    { guide: (source) => source.replace("en: 'Make a folder'", "en: 'Make a folder.'") },
    'tiny',
    '--json',
  )
  expect([code, JSON.parse(stdout)]).toMatchObject([
    64,
    {
      guides: [
        {
          id: 'tiny',
          findings: [
            {
              at: 'playbooks/tiny.ts:4:3',
              file: 'playbooks/tiny.ts',
              line: 4,
              column: 3,
              step: 'make',
              what: 'its title (en) ends with a full stop.',
              fix: 'Remove the full stop.',
            },
          ],
          notes: [
            { what: 'the guide has no evidence yet.' },
            { what: 'the checks of 1 of 1 steps have not been tested as they are now.' },
          ],
        },
      ],
      findings: [],
    },
  ])
})

test('evidence of another text of the guide is a note', async () => {
  const { code, stdout } = await check({ files: { 'public/evidence/tiny.lab.json': '{ "contentHash": "other" }' } })
  expect([code, stdout]).toEqual([0, expect.stringContaining('the guide has changed since it was verified.')])
})

describe('the compiler’s errors', () => {
  test('are read with their places', () => {
    expect(readTypeErrors('playbooks/a.ts(3,7): error TS2322: Type A is no B.\n  Because.\nFound 1 error.\n')).toEqual([
      { place: { file: 'playbooks/a.ts', line: 3, column: 7 }, what: 'Type A is no B. (TS2322)' },
    ])
  })

  test('are those of the compiler that is installed', async () => {
    const { root } = checkoutOf({ tiny: 'export const guide: number = "one"\n' })
    mkdirSync(join(root, 'node_modules'))
    symlinkSync(installed, join(root, 'node_modules/typescript'))
    const options = { noEmit: true, lib: ['es5'], types: [], module: 'nodenext', target: 'esnext' }
    writeFileSync(
      join(root, 'playbooks/tsconfig.json'),
      JSON.stringify({ compilerOptions: options, files: ['tiny.ts'] }),
    )
    expect(await typeErrors(root)).toContainEqual({
      place: { file: 'playbooks/tiny.ts', line: 1, column: 14 },
      what: "Type 'string' is not assignable to type 'number'. (TS2322)",
    })
  })

  test('are not lost when they have no place', async () => {
    const { root } = checkoutOf({ tiny: tinyGuide('tiny') })
    mkdirSync(join(root, 'node_modules'))
    symlinkSync(installed, join(root, 'node_modules/typescript'))
    writeFileSync(join(root, 'playbooks/tsconfig.json'), '{ "compilerOptions": { "noLib": true } }')
    expect(await typeErrors(root)).toEqual([
      {
        place: { file: 'playbooks/tsconfig.json' },
        what: expect.stringMatching(/^the compiler failed: error TS2318: /) as string,
      },
    ])
  })
})
