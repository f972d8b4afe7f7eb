import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright'
import { builtSite } from './support/built-site.ts'
import { launchBrowser, watchedContext, type Watched } from './support/browser.ts'
import { serveStatic, type StaticServer } from './support/static-server.ts'

let browser: Browser
let site: StaticServer
let watched: Watched
beforeAll(async () => {
  browser = await launchBrowser()
  site = await serveStatic(await builtSite())
})
afterAll(async () => {
  await browser.close()
  await site.close()
})
afterEach(() => watched.context.close())

const open = async (path = '/docker-for-mac/', options: BrowserContextOptions = {}): Promise<Page> => {
  watched = await watchedContext(browser, options)
  const page = await watched.context.newPage()
  await page.goto(new URL(path, site.origin).href)
  return page
}

const step = (page: Page): Locator => page.locator('shipshape-step[data-step="tidy-up"]')
const commands = (page: Page): Promise<readonly string[]> =>
  step(page)
    .locator('shipshape-tabs pre')
    .evaluateAll((all) => all.filter((each) => each.checkVisibility()).map((each) => each.textContent))

const containers = 'docker rm -f shipshape-web shipshape-write shipshape-typo shipshape-ask'
const [inLab, onEngine] = [`${containers} && docker rmi debian:13 busybox:1.37`, containers]

test('a target is chosen once by keyboard, for all steps, and is remembered', async () => {
  const page = await open()
  expect(await commands(page)).toEqual([inLab])
  await page.getByText('Before you type').click()
  const before = page.locator('.before-you-type')
  await before.getByRole('tab', { name: 'In the lab' }).press('ArrowRight')
  expect(await before.getByRole('tab', { selected: true }).innerText()).toBe('On your own engine')
  expect(await before.getByRole('tabpanel', { name: 'On your own engine' }).innerText()).toContain('docker version')
  expect(await commands(page)).toEqual([onEngine])
  await page.goto(new URL('/zh-cn/docker-for-mac/', site.origin).href)
  expect(await commands(page)).toEqual([onEngine])
  expect(await page.locator('.before-you-type [aria-selected="true"]').textContent()).toBe('在你自己的引擎上')
  // A guide that has no such target begins with its first one.
  await page.goto(new URL('/boot2docker/', site.origin).href)
  expect(await page.locator('.before-you-type [aria-selected="true"]').textContent()).toBe('In the lab')
})

test.each([
  ['on paper', {}],
  ['without script', { javaScriptEnabled: false }],
] as const)('%s each target has its name and its command', async (_where, options) => {
  const page = await open('/docker-for-mac/', options)
  await page.emulateMedia({ media: 'javaScriptEnabled' in options ? 'screen' : 'print' })
  expect(await commands(page)).toEqual([inLab, onEngine])
  const names = step(page).locator('.tab-name')
  expect(await names.evaluateAll((all) => all.map((each) => [each.textContent, each.checkVisibility()]))).toEqual([
    ['In the lab', true],
    ['On your own engine', true],
  ])
})

/** The headings of an installation that can be seen. */
const installations = (page: Page): Promise<readonly string[]> =>
  page
    .locator('shipshape-tabs[data-group="engine"] h3')
    .evaluateAll((all) => all.filter((each) => each.checkVisibility()).map((each) => each.textContent.trim()))

test('an engine is chosen apart from the target, and is remembered in both languages', async () => {
  const page = await open('/first-container/')
  expect(await installations(page)).toEqual(['With Docker Desktop'])
  await page.getByRole('tab', { name: 'Colima' }).click()
  expect(await installations(page)).toEqual(['With Colima'])
  await page.goto(new URL('/zh-cn/first-container/', site.origin).href)
  expect(await installations(page)).toEqual(['使用 Colima'])
  await page.goto(new URL('/docker-for-mac/', site.origin).href)
  expect(await commands(page)).toEqual([inLab])
})

test('a link to what is in another tab selects it', async () => {
  const page = await open('/first-container/#with-colima')
  expect(await installations(page)).toEqual(['With Colima'])
  const top = await page.locator('#with-colima').evaluate((heading) => heading.getBoundingClientRect().top)
  expect(top > 0 && top < 900).toBe(true)
  await page.getByRole('link', { name: 'With Docker Desktop' }).first().click()
  await page.locator('#with-docker-desktop').waitFor()
  expect(await installations(page)).toEqual(['With Docker Desktop'])
})
