import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { playbooks } from '../fixtures/all-guides.ts'
import { cannotConnect, localhostRefuses, symptoms } from '../../playbooks/troubleshooting.ts'
import { showSymptom } from '../../site/symptoms.ts'

const pageOf = (folder: string): Promise<string> =>
  readFile(new URL(`../../site/content/docs/${folder}troubleshooting.mdx`, import.meta.url), 'utf8')

test.each([
  ['', 'en'],
  ['zh-cn/', 'zh-cn'],
] as const)('the page in %s%s has each symptom under a heading with its title', async (folder, language) => {
  const page = await pageOf(folder)
  const shown = Array.from(page.matchAll(/^### (.+)\n\n<Symptom of=\{symptoms\.(\w+)\} \/>$/gm), ([, title]) => title)
  expect(shown).toHaveLength(symptoms.length)
  expect(new Set(shown)).toEqual(new Set(symptoms.map(({ title }) => title[language])))
})

test('a cause has its question, its answer, what fixes it and the step that teaches it', () => {
  const [cause] = showSymptom(localhostRefuses, playbooks, 'zh-cn')
  expect(cause).toMatchObject({
    id: 'other-address',
    ask: 'boot2docker ip',
    fix: 'curl "http://$(boot2docker ip):‹port›/"',
    step: { href: '/zh-cn/boot2docker/#step-address-answers' },
  })
  expect(showSymptom(cannotConnect, playbooks, 'en').map(({ id }) => id)).toEqual(
    cannotConnect.causes.map(({ id }) => id),
  )
})
