import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Browser, Page } from 'playwright'
import { openBrowser } from '../../runner/web/open.ts'
import { builtSite } from './support/built-site.ts'
import { launchBrowser, openGuide, visitGuide, watchedContext, type Watched } from './support/browser.ts'
import { serveRehearsal, type Rehearsed } from './support/rehearsed.ts'
import { serveStatic, type StaticServer } from './support/static-server.ts'

let browser: Browser
let watched: Watched
let rehearsed: Rehearsed | undefined
let plainServer: StaticServer | undefined
beforeAll(async () => (browser = await launchBrowser()))
afterAll(() => browser.close())
afterEach(async () => {
  await watched.context.close()
  await rehearsed?.close()
  await plainServer?.close()
  rehearsed = plainServer = undefined
})

const notice = (page: Page): Promise<string> => page.locator('[data-part="notice"]').innerText()
const canRun = (page: Page): Promise<boolean> => page.getByRole('button', { name: 'Run all' }).isVisible()

/** The built site on a host that knows nothing of runners, as a public one is. */
const servePlainly = async (): Promise<string> => {
  plainServer = await serveStatic(await builtSite())
  return plainServer.origin.replace('127.0.0.1', 'plain.test')
}

test('without a runner the page says how to get one, and asks for none', async () => {
  const origin = await servePlainly()
  const resolving = await launchBrowser(['--host-resolver-rules=MAP plain.test 127.0.0.1'])
  watched = await watchedContext(resolving)
  const guide = await visitGuide(watched.context, origin, 'boot2docker')
  // On a published copy, what is not read is loaded when the reader first does something.
  await guide.page.mouse.move(10, 10)
  await guide.page.getByRole('button', { name: 'Run it on your computer' }).click()
  expect(await guide.page.getByRole('dialog').innerText()).toContain('npm start')
  expect(watched.urls.filter((url) => url.includes('/api/') || url.includes('/health'))).toEqual([])
  expect(watched.troubles).toEqual([])
  await resolving.close()
})

test('without JavaScript the whole guide can be read', async () => {
  const origin = await servePlainly()
  watched = await watchedContext(browser, { javaScriptEnabled: false })
  const guide = await visitGuide(watched.context, origin.replace('plain.test', '127.0.0.1'), 'boot2docker')
  expect(await guide.shownCommand('init')).toBe('boot2docker init')
  expect(await guide.page.locator('[data-part="no-runner"]').isVisible()).toBe(true)
  expect(await guide.page.getByRole('button', { name: /Run|Copy|Cancel/ }).count()).toBe(0)
})

test('on a runner that it is not paired with, the page says which link to open', async () => {
  rehearsed = await serveRehearsal()
  watched = await watchedContext(browser)
  const guide = await visitGuide(watched.context, rehearsed.server.address, 'boot2docker')
  await guide.page.locator('[data-part="notice"]').waitFor()
  expect(await notice(guide.page)).toContain('Open the link that “npm start” printed')
  expect(await canRun(guide.page)).toBe(false)
  expect(watched.troubles).toEqual([])
})

test('after a new start the page says so, and goes on once the new link was opened in any tab', async () => {
  rehearsed = await serveRehearsal()
  watched = await watchedContext(browser)
  const guide = await openGuide(watched.context, rehearsed.server.address, 'boot2docker')
  await guide.runTo('init')
  await guide.ended()
  const again = await rehearsed.restart()
  await guide.page.getByText('The runner was restarted').waitFor()
  const other = await watched.context.newPage()
  await other.goto(again.address)
  await guide.page.getByRole('button', { name: 'Run all' }).waitFor()
  expect(await guide.ended()).toBe('passed')
  expect(await guide.statuses()).toMatchObject({ init: 'passed', up: '' })
})

test('the printed link pairs a page that is open already', async () => {
  rehearsed = await serveRehearsal()
  watched = await watchedContext(browser)
  const guide = await visitGuide(watched.context, rehearsed.server.address, 'boot2docker')
  await guide.page.locator('[data-part="notice"]').waitFor()
  await guide.page.evaluate((token) => (location.hash = `token=${token}`), rehearsed.server.token)
  await guide.page.getByRole('button', { name: 'Run all' }).waitFor()
  expect(guide.page.url()).not.toContain('token')
})

test('the file that opens the browser is for its reader only, and leads to a paired page', async () => {
  rehearsed = await serveRehearsal()
  watched = await watchedContext(browser)
  const opened = await openBrowser('true', rehearsed.server.address, rehearsed.state)
  const [name = ''] = await readdir(join(rehearsed.state, 'open'))
  const file = join(rehearsed.state, 'open', name)
  expect([(await stat(file)).mode & 0o777, (await stat(join(file, '..'))).mode & 0o777]).toEqual([0o600, 0o700])
  const page = await watched.context.newPage()
  await page.goto(pathToFileURL(file).href)
  await page.waitForURL(`http://127.0.0.1:${rehearsed.server.port}/`)
  const guide = await visitGuide(watched.context, rehearsed.server.address, 'boot2docker')
  await guide.page.getByRole('button', { name: 'Run all' }).waitFor()
  await opened.forget()
  expect(await readdir(join(rehearsed.state, 'open'))).toEqual([])
})

test('when the runner has gone the page says so, and goes on when it is back', async () => {
  rehearsed = await serveRehearsal()
  watched = await watchedContext(browser)
  const guide = await openGuide(watched.context, rehearsed.server.address, 'boot2docker')
  await guide.page.route('**/api/**', (route) => route.abort())
  await guide.page.getByText('The runner does not answer').waitFor()
  await guide.page.unroute('**/api/**')
  await guide.page.getByText('The runner does not answer').waitFor({ state: 'hidden', timeout: 30_000 })
  await guide.runTo('init')
  expect(await guide.ended()).toBe('passed')
})

test('a page that is gone offers the command that starts the runner, and tries again at once when asked', async () => {
  rehearsed = await serveRehearsal()
  watched = await watchedContext(browser)
  const { page } = await openGuide(watched.context, rehearsed.server.address, 'boot2docker')
  await page.route('**/api/**', (route) => route.abort())
  const notice = page.locator('[data-part="notice"]')
  await notice.getByText('The runner does not answer').waitFor()
  expect(await notice.locator('[data-part="command"]').innerText()).toBe('npm start')
  // By now it waits for seconds between two tries.
  await page.waitForTimeout(4_000)
  await page.unroute('**/api/**')
  const asked = page.waitForResponse('**/api/runs')
  await notice.getByRole('button', { name: 'Try again' }).click()
  expect((await asked).status()).toBe(200)
  await notice.waitFor({ state: 'hidden' })
})

test('the link can be pasted into the page, by keyboard alone; a wrong or an old one is refused in words', async () => {
  rehearsed = await serveRehearsal()
  watched = await watchedContext(browser)
  const { address } = rehearsed.server
  const guide = await visitGuide(watched.context, address, 'boot2docker')
  const field = guide.page.getByLabel('Or paste the link here:')
  await field.focus()
  await guide.page.keyboard.type('http://127.0.0.1:4400/')
  await guide.page.keyboard.press('Enter')
  await guide.page.getByText('This is not the link').waitFor()
  const old = new URL(address)
  old.hash = `token=${'x'.repeat(43)}`
  await field.fill(old.href)
  await guide.page.keyboard.press('Enter')
  await guide.page
    .getByText('This link is of an earlier start')
    .or(guide.page.getByText('was restarted'))
    .first()
    .waitFor()
  await guide.page.getByLabel('Or paste the link here:').fill(address)
  await guide.page.keyboard.press('Enter')
  await guide.page.getByRole('button', { name: 'Run all' }).waitFor()
  expect(guide.page.url()).not.toContain('token')
  expect(watched.troubles.filter((trouble) => !trouble.includes('401'))).toEqual([])
})

/** The beginning of a guide's content hash in its page; other elements have a shorter one. */
const hash = / data-hash=".(?=[0-9a-f]{63}")/

test('a page of another version of the guide says so, and offers to load it again', async () => {
  rehearsed = await serveRehearsal()
  watched = await watchedContext(browser)
  await watched.context.route('**/boot2docker/', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, body: (await response.text()).replace(hash, ' data-hash="x') })
  })
  const guide = await openGuide(watched.context, rehearsed.server.address, 'boot2docker')
  await guide.runAll()
  await guide.page.getByText('This guide has changed since the page was made').waitFor()
  await watched.context.unroute('**/boot2docker/')
  await guide.page.getByRole('button', { name: 'Reload the page' }).click()
  await guide.page.getByRole('button', { name: 'Run all' }).waitFor()
  await guide.runTo('init')
  expect(await guide.ended()).toBe('passed')
})
