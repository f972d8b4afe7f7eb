import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { examineModules } from '../../runner/guides/examine.ts'
import type { Exports } from '../../runner/guides/trial.worker.ts'
import { pagesPlugin } from '../../site/guide-pages.ts'
import { temporaryFolder } from '../fixtures/execute.ts'

const root = join(import.meta.dirname, '../..')
const pathOf = (name: string): string => join(root, 'site/content/docs', `${name}.mdx`)

const findings = [{ place: { file: 'playbooks/boot2docker/vpn.ts', line: 3, column: 7 }, what: 'no luck.' }]
const notLoaded = { id: 'boot2docker', findings }
const { load } = pagesPlugin(() =>
  Promise.resolve([{ tried: { id: 'boot2docker', kind: 'misshapen', mistakes: findings }, notLoaded }]),
)

test.for(['boot2docker', 'zh-cn/boot2docker'])(
  'the page %s keeps its title and says why its guide does not load',
  async (name) => {
    const title = /^title: .*$/m.exec(readFileSync(pathOf(name), 'utf8'))?.[0] ?? 'none'
    const shown = await load(`${pathOf(name)}?astroContent`)
    expect(shown).toContain(title)
    expect(shown).toContain('<NotLoaded of={["playbooks/boot2docker/vpn.ts:3:7: no luck."]} />')
    expect(shown).not.toMatch(/<Step|playbooks\/boot2docker\.ts'/)
  },
)

test('other pages and modules are left as they are', async () => {
  const others = [...['images', 'zh-cn/images', 'choose'].map(pathOf), join(root, 'playbooks/index.ts')]
  expect(await Promise.all(others.map(load))).toEqual([undefined, undefined, undefined, undefined])
})

test('the module throws what is wrong with it, so that it is compiled whatever it contains', async () => {
  const source = (await load(`${join(root, 'playbooks/boot2docker.ts')}?v=1`)) ?? ''
  await expect(import(`data:text/javascript,${encodeURIComponent(source)}`)).rejects.toThrow(
    'playbooks/boot2docker/vpn.ts:3:7: no luck.',
  )
})

test('a page that shows a step that there is not stops the build, with its line and the nearest name', async () => {
  const examine = pagesPlugin(async () => {
    const [examined] = await examineModules({ root, cache: temporaryFolder() }, ['boot2docker'])
    if (examined?.tried.kind !== 'loads') throw new Error('The guide “boot2docker” does not load.')
    const exports = Object.entries(examined.tried.exports).map(([name, id]) => [name === 'up' ? 'upp' : name, id])
    return [{ ...examined, tried: { ...examined.tried, exports: Object.fromEntries(exports) as Exports } }]
  })
  await expect(examine.load(pathOf('boot2docker'))).rejects.toThrow(
    /^site\/content\/docs\/boot2docker\.mdx:\d+:11: the guide has no step “up” in playbooks\/boot2docker\.ts; did you mean “upp”\?$/m,
  )
})
