import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Browser, Page } from 'playwright'
import { launchBrowser, watchedContext, type Watched } from './support/browser.ts'
import { serveRehearsal, type Rehearsed } from './support/rehearsed.ts'

let browser: Browser
let watched: Watched
let rehearsed: Rehearsed
beforeAll(async () => {
  browser = await launchBrowser()
  rehearsed = await serveRehearsal()
})
afterAll(async () => {
  await browser.close()
  await rehearsed.close()
})
afterEach(() => watched.context.close())

const open = async (path: string, width = 1280): Promise<Page> => {
  watched = await watchedContext(browser, { viewport: { width, height: 800 } })
  await watched.context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const page = await watched.context.newPage()
  await page.goto(new URL(path, rehearsed.server.address).href)
  return page
}

const results = (page: Page): Promise<readonly string[]> =>
  page
    .locator('[data-part="results"] > li > a')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))

const paste = async (page: Page, text: string): Promise<void> => {
  await page.evaluate((words) => navigator.clipboard.writeText(words), text)
  await page.keyboard.press('Control+v')
}

const macError =
  'docker: Cannot connect to the Docker daemon at unix:///Users/me/.docker/run/docker.sock.\nIs the docker daemon running?'

test.each([
  ['/', 'volume', '/volumes/', 'Search'],
  ['/zh-cn/', '数据卷', '/zh-cn/volumes/', '搜索'],
] as const)('on %s the key / opens the search, and “%s” finds %s', async (path, words, found, name) => {
  const page = await open(path)
  await page.keyboard.press('/')
  const dialog = page.getByRole('dialog', { name })
  await dialog.getByRole('searchbox').fill(words)
  await dialog.locator('.search-page').first().waitFor()
  expect(await results(page)).toContain(found)
  expect(watched.troubles).toEqual([])
})

test('a whole error that is pasted into the search is recognised first, and leads to its causes', async () => {
  const page = await open('/boot2docker/', 320)
  await page.getByRole('button', { name: 'Search' }).click()
  await page.getByRole('searchbox').focus()
  await paste(page, macError)
  await page.locator('.search-error a').waitFor()
  expect((await results(page))[0]).toBe('/troubleshooting/#symptom-cannot-connect')
  await page.locator('.search-error a').click()
  await page.waitForURL('**/troubleshooting/#symptom-cannot-connect')
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  expect(watched.troubles).toEqual([])
})

test('the box for an error marks its symptom, and puts the values of the error into the commands', async () => {
  const page = await open('/troubleshooting/')
  await page.getByLabel('Paste the error message').focus()
  await paste(page, 'docker: Error response from daemon: Bind for 0.0.0.0:8800\nfailed: port is already allocated.')
  const symptom = page.locator('#symptom-port-allocated.is-found')
  await symptom.waitFor()
  expect(await symptom.locator('[data-part="command"]').allTextContents()).toContain('lsof -nP -iTCP:8800 -sTCP:LISTEN')
  expect(await page.locator('[data-part="found"] a').allTextContents()).toEqual(['The port is already allocated'])
  await page.getByLabel('Paste the error message').fill('the moon is full')
  await page.getByRole('button', { name: 'Find the cause' }).click()
  expect(await page.getByText('This error is not in the list').isVisible()).toBe(true)
})

test('an error with two symptoms has both marked, and a list that cannot be loaded is said', async () => {
  const page = await open('/troubleshooting/')
  const field = page.getByLabel('Paste the error message')
  const find = page.getByRole('button', { name: 'Find the cause' })
  await page.route('**/errors/en.json', (route) => route.abort())
  await field.fill(`${macError}\nwrite /var/lib/docker/x: no space left on device`)
  await find.click()
  await page.getByText('The list of errors could not be loaded.').waitFor()
  await page.unroute('**/errors/en.json')
  await find.click()
  await page.locator('#symptom-no-space.is-found').waitFor()
  expect(await page.locator('.symptom.is-found').evaluateAll((all) => all.map(({ id }) => id))).toEqual([
    'symptom-cannot-connect',
    'symptom-no-space',
  ])
})

test.each([
  ['/nowhere/', 'There is no such page', 'Images and builds'],
  ['/zh-cn/nowhere/', '没有这个页面', '镜像与构建'],
])('%s says “%s”, with links and the box for an error', async (path, title, guide) => {
  const page = await open(path)
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(title)
  expect(await page.locator('shipshape-missing a:visible').allTextContents()).toContainEqual(
    expect.stringContaining(guide),
  )
  await page.locator('.error-box textarea:visible').fill(macError)
  await page.locator('.error-box button:visible').click()
  expect(await page.locator('[data-part="found"] a:visible').getAttribute('href')).toMatch(
    /troubleshooting\/#symptom-cannot/,
  )
})
