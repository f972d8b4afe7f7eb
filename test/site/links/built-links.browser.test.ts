import { expect, test } from 'vitest'
import { siteUrl } from '../../../site/project.ts'
import { builtSite } from '../support/built-site.ts'
import { siteLinks } from './site-links.ts'

test('every link of the built site, in pages, Markdown, feeds and lists, leads to a place in it', async () => {
  const { broken } = await siteLinks(await builtSite(), siteUrl)
  expect(broken).toEqual([])
})
