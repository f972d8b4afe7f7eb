import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from 'playwright'
import { dockerBasics } from '../../site/moved/docker-basics.ts'
import { linksTo } from '../../site/moved/links.ts'
import { playbooks } from '../fixtures/all-guides.ts'
import { launchBrowser, watchedContext } from './support/browser.ts'
import { serveRehearsal, type Rehearsed } from './support/rehearsed.ts'

let browser: Browser
let rehearsed: Rehearsed
beforeAll(async () => {
  // With the runner's own Content-Security-Policy.
  rehearsed = await serveRehearsal()
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await rehearsed.close()
})

const old = '/docker-basics/'
const at = (path: string): string => new URL(path, rehearsed.server.address).href

test.each([
  [`${old}#step-version`, '/containers/#step-version'],
  [`${old}#exit-codes`, '/limits-and-health/#exit-codes'],
  [`${old}#step-pull-back`, '/registries/#step-pull-back'],
  [`${old}#ports`, '/ports-and-networks/#publish-a-port'],
  [`${old}#volumes`, '/volumes/#where-data-is-stored'],
  [`${old}#images`, '/images/'],
  [`/zh-cn${old}#step-volume-lose`, '/zh-cn/volumes/#step-volume-lose'],
  [`/zh-cn${old}#用-dockerfile-构建镜像`, '/zh-cn/images/#用-dockerfile-构建镜像'],
])('the old address %s leads to %s', async (from, to) => {
  const { context, troubles } = await watchedContext(browser)
  const page = await context.newPage()
  await page.goto(at(from))
  await page.waitForURL(at(to))
  if (to.includes('#')) expect(await page.locator(':target').count()).toBe(1)
  expect(troubles).toEqual([])
  await context.close()
})

test('without a fragment, the old address lists the six guides in order', async () => {
  const page = await browser.newPage()
  await page.goto(at(old))
  const guides = page.locator('main .sl-markdown-content > ol > li > a')
  expect(await guides.evaluateAll((links) => links.map((link) => link.getAttribute('href')))).toEqual(
    dockerBasics.map(({ guide }) => `../${guide}/`),
  )
  expect(new URL(page.url()).pathname).toBe(old)
  await page.close()
})

const languages = [
  ['en', ''],
  ['zh-cn', '/zh-cn'],
] as const

describe.each(languages)('without JavaScript (%s)', (language, folder) => {
  test('every id of the old page is a link, and each link leads to something that is there', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 800 } })
    const page = await context.newPage()
    await page.goto(at(`${folder}${old}#step-version`))
    expect(await page.locator(':target').getAttribute('href')).toBe(`${folder}/containers/#step-version`)
    expect(await page.locator(':target').isVisible()).toBe(true)
    for (const heir of dockerBasics) {
      const guide = playbooks.find(({ id }) => id === heir.guide)
      const links = guide === undefined ? [] : linksTo(heir, guide, language)
      await page.goto(at(`${folder}${old}`))
      for (const { id, href } of links) expect(await page.locator(`[id="${id}"]`).getAttribute('href')).toBe(href)
      await page.goto(at(`${folder}/${heir.guide}/`))
      const ids = new Set(await page.evaluate(() => [...document.querySelectorAll('[id]')].map(({ id }) => id)))
      const missing = links.filter(({ href }) => href.includes('#') && !ids.has(href.split('#')[1] ?? ''))
      expect([links.length > 0, missing]).toEqual([true, []])
    }
    await context.close()
  })
})
