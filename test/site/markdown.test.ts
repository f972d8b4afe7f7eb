import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { locales } from '../../site/locales.ts'
import { markdownPath, nameOf, pageNames } from '../../site/markdown/address.ts'
import { handGuide } from '../../site/markdown/hand-guide.ts'
import { llmsText } from '../../site/markdown/llms.ts'
import { partsOf, replaceComponents } from '../../site/markdown/mdx.ts'
import { pageMarkdown } from '../../site/markdown/page.ts'
import { siteUrl } from '../../site/project.ts'
import { playbooks } from '../fixtures/all-guides.ts'
import { typedSteps } from '../fixtures/typed-markdown.ts'

const [english, chinese] = locales
if (english === undefined || chinese === undefined) throw new Error('there are two languages')

/** Outside blocks of code. */
const proseOf = (text: string): string => text.replaceAll(/^ *(`{3,})[\s\S]*?^ *\1$/gm, '')

describe('a page as Markdown', () => {
  test.for(pageNames.flatMap((name) => [['en', name, english] as const, ['zh-cn', name, chinese] as const]))(
    'has everything that the page has: %s %s',
    async ([, name, locale]) => {
      const text = await pageMarkdown(locale, name)
      const prose = proseOf(text)
      expect(text).toMatch(/^# \S/)
      expect(prose).not.toMatch(/^import |<\/?[A-Z]\w*|\{\/\*|undefined|\[object|cannot be shown/m)
      const guide = playbooks.find(({ id }) => id === name)
      expect(prose.match(/^### (?:Step|步骤) \d+/gm)?.length ?? 0).toBe(guide?.steps.length ?? 0)
      for (const [, link = ''] of prose.matchAll(/\]\(([^)\s]+)\)/g)) expect(link).toMatch(/^https?:\/\//)
    },
  )

  test.for(['boot2docker', 'docker-for-mac', 'arm-on-mac', 'images', 'registries'])(
    'all checks of %s can be read from it, by who has nothing else',
    async (name) => {
      const guide = playbooks.find(({ id }) => id === name)
      if (guide === undefined) throw new Error(name)
      const read = typedSteps(await pageMarkdown(english, name)).map(({ title, printed, after }) => ({
        title,
        printed: printed.length,
        shown: after.filter((each) => 'expected' in each).length,
        kept: after.filter((each) => !('expected' in each)).length,
      }))
      const wanted = handGuide(guide).steps.map(({ title, checks, keeping }, index) => ({
        title: `Step ${index + 1}: ${title.en}`,
        printed: checks.filter(({ seen }) => seen.kind === 'output').length,
        shown: checks.reduce((sum, { seen }) => sum + (seen.kind === 'looks' ? seen.looks.length : 0), 0),
        kept: keeping?.lines.length ?? 0,
      }))
      expect(read).toEqual(wanted)
    },
  )

  test.for(pageNames)('the notes of %s are in it', async (name) => {
    const source = readFileSync(join(import.meta.dirname, '../../site/content/docs', `${name}.mdx`), 'utf8')
    const titles = [...source.matchAll(/<Note [^>]*title="([^"]*)"/g)].map(([, title = '']) => `> **${title}**`)
    const text = await pageMarkdown(english, name)
    expect(text.split('\n').filter((line) => /^> \*\*.*\*\*$/.test(line))).toEqual(titles)
  })

  test('says of each step that no run can prove why that is so', async () => {
    const text = await pageMarkdown(english, 'windows-on-fusion')
    const steps = text.split(/^### Step /m).slice(1)
    expect(steps.filter((step) => !/^Not verified: (?:no run|only a person)/m.test(step))).toEqual([])
  })

  test('shows the command of another target, and where a recording is', async () => {
    const text = await pageMarkdown(english, 'docker-for-mac')
    expect(text).toContain('On your own Docker engine:\n\n```sh\ncurl -s http://localhost:8880/\n```')
    expect(text).toMatch(/^Show the name, .* Recorded in a run of .*\(https:\/\/.*\.cast\)$/m)
  })

  test('quotes values for PowerShell, which has none of bash’s variables', async () => {
    const text = await pageMarkdown(english, 'windows-on-fusion')
    expect(text).toContain("-Profile Any -RemoteAddress '‹network›'")
  })

  test('links between pages lead to the heading in their Markdown, in the page’s language', async () => {
    const text = await pageMarkdown(chinese, 'troubleshooting')
    expect(text).toContain(`](${siteUrl.replace(/\/$/, '')}/zh-cn/boot2docker.md#步骤-`)
  })
})

test('a component between its tags keeps what is in it', async () => {
  const shown = await replaceComponents('a <Aside title="T">\n\nb\n</Aside> c <Step of={steps.up} />', async (each) =>
    Promise.resolve(JSON.stringify(each)),
  )
  expect(shown).toBe(
    'a {"name":"Aside","properties":{"title":"T"},"body":"\\n\\nb\\n"} c ' +
      '{"name":"Step","properties":{"of":"steps.up"},"body":""}',
  )
})

test('a page’s front matter and imports are not in its body', () => {
  const source = `---\ntitle: 'It''s: one'\ndescription: "Two"\n---\n\nimport * as steps from './a.ts'\nimport { b } from './c.ts'\n\nText\n`
  const { title, description, imported, body } = partsOf(source)
  expect({ title, description, imported: [...imported], body: body.trim() }).toEqual({
    title: "It's: one",
    description: 'Two',
    imported: [
      ['steps', { module: './a.ts', name: '*' }],
      ['b', { module: './c.ts', name: 'b' }],
    ],
    body: 'Text',
  })
})

test('llms.txt lists each page in each language', () => {
  const text = llmsText()
  for (const locale of locales)
    for (const name of pageNames) expect(text).toContain(`(${new URL(markdownPath(locale, name), siteUrl).href})`)
})

test('a page’s name is known by its id', () => {
  expect(['', 'boot2docker', 'evidence/boot2docker'].map((id) => nameOf(id, english))).toEqual([
    'index',
    'boot2docker',
    undefined,
  ])
  expect(['zh-cn', 'zh-cn/boot2docker'].map((id) => nameOf(id, chinese))).toEqual(['index', 'boot2docker'])
})
