import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { freePort } from '../../fixtures/free-port.ts'
import { temporaryFolder } from '../../fixtures/execute.ts'
import { askAll } from './ask.ts'
import { siteLinks } from './site-links.ts'

const origin = 'https://guides.example/'

const siteOf = (files: Readonly<Record<string, string>>): string => {
  const folder = temporaryFolder()
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}

const brokenIn = async (files: Readonly<Record<string, string>>): Promise<readonly string[]> =>
  (await siteLinks(siteOf(files), origin)).broken.map(({ from, href }) => `${from}: ${href}`)

test('a link within the site is broken when its file or its anchor is not there', async () => {
  const broken = await brokenIn({
    'index.html': `<a href="/a/">1</a> <a href="/a/#here">2</a> <a href="/a/#inside">3</a> <a href="#_top">4</a>
      <a href="/b/">5</a> <a href="/a/#gone">6</a> <a href="/a">7</a> <img src="/a/none.svg">
      <link rel="canonical" href="${origin}"> <link rel="alternate" href="${origin}none/">
      <meta property="og:image" content="${origin}card.png"> <pre><a href="/in-pre/">8</a></pre>`,
    'a/index.html': '<p id="here"></p><noscript><p id="inside"><a href="../c.md#two-words">1</a></p></noscript>',
    'c.md': '# Title\n\n## Two `words`\n\n[1](https://guides.example/a/) [2](#three)\n\n```\n[no](/link/)\n```\n',
    'llms.txt': '- [1](https://guides.example/c.md): All\n- [2](https://guides.example/d.md)\n',
    'map.xml': `<loc>${origin}a/</loc><loc>${origin}e/</loc><xhtml:link hreflang="de" href="${origin}de/"/>`,
  })
  expect(broken.toSorted()).toEqual([
    'c.md: #three',
    'index.html: /a',
    'index.html: /a/#gone',
    'index.html: /a/none.svg',
    'index.html: /b/',
    'index.html: /in-pre/',
    `index.html: ${origin}card.png`,
    `index.html: ${origin}none/`,
    `llms.txt: ${origin}d.md`,
    `map.xml: ${origin}de/`,
    `map.xml: ${origin}e/`,
  ])
})

test('links to other hosts are listed with the file that has them', async () => {
  const folder = siteOf({
    'index.html': '<a href="https://example.org/b">1</a> <a href="mailto:a@example.org">2</a>',
    'a.md': 'See https://example.org/a.',
  })
  expect((await siteLinks(folder, origin)).external).toEqual([
    { from: 'a.md', href: 'https://example.org/a' },
    { from: 'index.html', href: 'https://example.org/b' },
  ])
})

test('a host’s answer says that an address is there, missing, or that nothing is known', async () => {
  const codes: Readonly<Record<string, number>> = { '/there': 200, '/gone': 410, '/missing': 404, '/refused': 403 }
  const server = createServer(({ url = '' }, response) => response.writeHead(codes[url] ?? 500).end())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens
  const [host, nobody] = [`http://127.0.0.1:${port}`, `http://127.0.0.1:${await freePort()}/`]
  const urls = [...Object.keys(codes).map((path) => host + path), nobody]
  const answers = await askAll(urls, { atOnce: 2, withinMs: 5_000 })
  server.close()
  expect(urls.map((url) => answers.get(url))).toEqual([
    { kind: 'there' },
    { kind: 'missing', status: 410 },
    { kind: 'missing', status: 404 },
    { kind: 'unknown', why: 'HTTP 403' },
    { kind: 'unknown', why: 'ECONNREFUSED' },
  ])
})
