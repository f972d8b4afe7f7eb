import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findingText } from '../../runner/guides/finding.ts'
import { typedCommands } from '../../runner/guides/pages/typed-commands.ts'
import { playbooks } from '../fixtures/all-guides.ts'

const docs = join(import.meta.dirname, '../../site/content/docs')
const pages = (await readdir(docs, { recursive: true })).filter((file) => /\.mdx?$/.test(file))

const commandsIn = (source: string): readonly string[] =>
  typedCommands({ file: 'page.mdx', source: `---\ntitle: x\n---\n${source}` }).map(findingText)

describe('the pages', () => {
  test('are there', () => {
    expect(pages).toEqual(expect.arrayContaining(['index.mdx', 'boot2docker.mdx']))
  })

  test.each(pages)('%s shows commands only as steps, never as typed text', async (page) => {
    expect(typedCommands({ file: page, source: await readFile(join(docs, page), 'utf8') })).toEqual([])
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
      'Type `$ docker ps` now.',
      'Type `PS> docker ps` now.',
      'Type this:\n\n`docker ps -a`\n\nThen look.',
    ]
    expect(typed.filter((source) => commandsIn(source).length !== 1)).toEqual([])
    const prose = [
      '## Make the machine',
      '# 为什么',
      'Use `docker ps` here.',
      'Two commands show it:\n\n- `docker ps -a`\n- `docker container ls`\n',
      'The variables `$HOME` and `$PATH`.',
      '<Step of={steps.up} />',
      '> A quotation.',
    ]
    expect(prose.flatMap(commandsIn)).toEqual([])
  })

  test('a command that is typed is named with its line and column', () => {
    expect(commandsIn('Text.\n\n  $ docker ps')).toEqual([
      'page.mdx:6:3: “$ docker ps” is typed into the page, so nobody verifies it. ' +
        'Make it a step of the playbook, and show that: <Step of={steps.NAME} />.',
    ])
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
