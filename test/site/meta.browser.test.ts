import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { siteUrl, repositoryUrl } from '../../site/project.ts'
import { cardsOf, pagesOf } from '../pictures/pages.ts'
import { builtSite } from './support/built-site.ts'

let site: string
beforeAll(async () => (site = await builtSite()))

const read = (path: string): string => readFileSync(join(site, path), 'utf8')
const tagsOf = (html: string, pattern: RegExp): readonly string[] =>
  Array.from(html.matchAll(pattern), ([, value = '']) => value)

test('each page names its address, its other language, its feed and its picture, which is there', async () => {
  for (const path of (await pagesOf(site)).filter((each) => !each.includes('evidence'))) {
    const html = read(`${path}index.html`)
    const other = path.startsWith('/zh-cn/') ? path.replace('/zh-cn', '') : `/zh-cn${path}`
    expect(tagsOf(html, /<link rel="canonical" href="([^"]*)"/g)).toEqual([`${siteUrl}${path}`])
    expect(tagsOf(html, /<link rel="alternate" hreflang="[^"]*" href="([^"]*)"/g)).toContain(`${siteUrl}${other}`)
    const [feed = ''] = tagsOf(html, /<link rel="alternate" type="application\/rss\+xml"[^>]* href="([^"]*)"/g)
    expect(read(feed)).toMatch(/^<\?xml[^]*<rss version="2.0">[^]*<\/rss>$/)
    const [picture = ''] = tagsOf(html, /<meta property="og:image" content="([^"]*)"/g)
    expect(existsSync(join(site, new URL(picture).pathname))).toBe(true)
  }
})

test('a guide has a link to its source, and the day on which it was changed', () => {
  const html = read('/boot2docker/index.html')
  expect(html).toContain(`href="${repositoryUrl}/edit/main/site/content/docs/boot2docker.mdx"`)
  expect(html).toMatch(/<time datetime="20\d\d-/)
})

test('the sitemap has every page', async () => {
  const sitemap = read('/sitemap-0.xml')
  expect((await pagesOf(site)).filter((path) => !sitemap.includes(`<loc>${siteUrl}${path}</loc>`))).toEqual([])
})

test('the pictures are those of the pages as they are: else npm run pictures -- --cards', async () => {
  expect(JSON.parse(readFileSync('public/pictures/cards.json', 'utf8'))).toEqual(await cardsOf())
})
