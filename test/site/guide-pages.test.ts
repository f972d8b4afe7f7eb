import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { guidePages, pagesPlugin } from '../../site/guide-pages.ts'

const root = join(import.meta.dirname, '../..')
const finding = { place: { file: 'playbooks/boot2docker/vpn.ts', line: 3, column: 7 }, what: 'no luck.' }
const { load } = pagesPlugin([{ id: 'boot2docker', findings: [finding] }])
const page = (name: string): string | undefined => load(join(root, 'site/content/docs', `${name}.mdx`))

test.for(['boot2docker', 'zh-cn/boot2docker'])(
  'the page %s keeps its title and says why its guide does not load',
  (name) => {
    const title =
      /^title: .*$/m.exec(readFileSync(join(root, 'site/content/docs', `${name}.mdx`), 'utf8'))?.[0] ?? 'none'
    const shown = page(name)
    expect(shown).toContain(title)
    expect(shown).toContain('<NotLoaded of={["playbooks/boot2docker/vpn.ts:3:7: no luck."]} />')
    expect(shown).not.toMatch(/<Step|playbooks\/boot2docker\.ts'/)
  },
)

test('other pages are left as they are', () => {
  expect(['docker-basics', 'zh-cn/docker-basics', 'choose'].map(page)).toEqual([undefined, undefined, undefined])
})

test('the module throws what is wrong with it, so that it is compiled whatever it contains', async () => {
  const source = load(`${join(root, 'playbooks/boot2docker.ts')}?v=1`) ?? ''
  await expect(import(`data:text/javascript,${encodeURIComponent(source)}`)).rejects.toThrow(
    'playbooks/boot2docker/vpn.ts:3:7: no luck.',
  )
})

test('while every guide loads, no page is replaced', async () => {
  const updates: object[] = []
  const { hooks } = await guidePages()
  await hooks['astro:config:setup']?.({ updateConfig: (update: object) => updates.push(update) } as never)
  expect(updates).toEqual([])
})
