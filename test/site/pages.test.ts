import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { playbooks } from '../fixtures/all-guides.ts'

const docs = join(import.meta.dirname, '../../site/content/docs')
const pages = (await readdir(docs, { recursive: true })).filter((file) => /\.mdx?$/.test(file))

/** What looks like a command that somebody typed into a page instead of showing a step. */
const typedCommands = (source: string): readonly string[] => {
  const prose = source.replace(/^---\n[\s\S]*?\n---\n/, '')
  const fences = [...prose.matchAll(/^\s*(?:```|~~~)[^\n]*/gm)].map((match) => match[0].trim())
  const prompts = prose
    .split('\n')
    .filter((line) => /^\s*(?:[$#%>] |PS> )\S/.test(line) && !/^\s*(?:#{1,6} [\p{Lu}\p{Lo}“]|> )/u.test(line))
  const elements = [...prose.matchAll(/<(?:pre|Code)\b[^>]*/g)].map((match) => match[0])
  const indented = prose
    .split(/\n\s*\n/)
    .filter((block) => /^ {4}(?:docker|boot2docker|sudo|curl|eval|npm|ssh) /m.test(block) && !block.includes('`'))
  return [...fences, ...prompts, ...elements, ...indented]
}

describe('the pages', () => {
  test('are there', () => {
    expect(pages).toEqual(expect.arrayContaining(['index.mdx', 'boot2docker.mdx']))
  })

  test.each(pages)('%s shows commands only as steps, never as typed text', async (page) => {
    expect(typedCommands(await readFile(join(docs, page), 'utf8'))).toEqual([])
  })

  test('the rule sees what it is meant to see', () => {
    const typed = [
      '```bash\ndocker ps\n```',
      '~~~\ndocker ps\n~~~',
      '$ docker ps',
      '# docker ps',
      'text\n\n    docker ps -a\n',
      '<pre>docker ps</pre>',
      '<Code code="docker ps" />',
    ]
    expect(typed.filter((source) => typedCommands(`---\ntitle: x\n---\n${source}`).length === 0)).toEqual([])
    const prose = [
      '## Make the machine',
      '# 为什么',
      'Use `docker ps` here.',
      '<Step of={steps.up} />',
      '> A quotation.',
    ]
    expect(prose.flatMap(typedCommands)).toEqual([])
  })

  test.each(pages)('%s names each step that it links to by its title', async (page) => {
    const source = await readFile(join(docs, page), 'utf8')
    const language = page.startsWith('zh-cn/') ? 'zh-cn' : 'en'
    const guide = playbooks.find(({ id }) => page.replace('zh-cn/', '') === `${id}.mdx`)
    for (const [, title, id] of source.matchAll(/\[“([^\]]*)”\]\(#step-([\w-]+)\)/g))
      expect(guide?.steps.find((step) => step.id === id)?.title[language]).toBe(title)
    expect(source).not.toMatch(/step “|步骤“/)
  })
})
