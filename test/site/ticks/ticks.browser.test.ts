import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Locator, Page } from 'playwright'
import { boot2docker } from '../../../playbooks/boot2docker.ts'
import { openGuide, watchedContext, type Watched } from '../support/browser.ts'
import { type PublishedSite, publishSite } from '../support/published-site.ts'
import { serveRehearsal } from '../support/rehearsed.ts'

let site: PublishedSite
let watched: Watched
beforeAll(async () => {
  site = await publishSite()
})
afterAll(() => site.close())
afterEach(() => watched.context.close())

const open = async (path: string): Promise<Page> => {
  watched = await watchedContext(site.browser)
  const page = await watched.context.newPage()
  await page.goto(site.urlOf(path))
  return page
}

const boxOf = async (page: Page, step: string): Promise<Locator> => {
  await page.locator(`#step-${step}`).scrollIntoViewIfNeeded()
  return page.locator(`shipshape-step[data-step="${step}"]`).getByRole('checkbox')
}

/** What is kept is shown a moment after the page. */
const restored = async (page: Page, step: string): Promise<void> => {
  await page.locator(`#step-${step}`).scrollIntoViewIfNeeded()
  await page.locator(`shipshape-step[data-step="${step}"][data-ticked]`).waitFor()
}

/** The mark of a step in the table of contents, which unfolds the section that is read. */
const mark = async (page: Page, step: string): Promise<string | null> => {
  await page.evaluate((id) => document.getElementById(id)?.scrollIntoView(), `step-${step}`)
  const link = page.locator(`shipshape-contents a[href="#step-${step}"][aria-current]`)
  await link.waitFor()
  return link.getAttribute('data-done')
}

const all = boot2docker.steps.length

test.each([
  ['/boot2docker/', 'I did this: step 3', `You ticked 2 of ${all} steps.`, `2 of ${all}`],
  ['/zh-cn/boot2docker/', '我做完了：第 3 步', `共 ${all} 步，你勾选了 2 步。`, `2/${all}`],
])('on %s steps are ticked by keyboard, counted, and still ticked after a reload', async (path, name, count, short) => {
  const page = await open(path)
  const up = await boxOf(page, 'up')
  await (await boxOf(page, 'init')).check()
  await up.focus()
  await page.keyboard.press('Space')
  await page.getByRole('checkbox', { name, exact: true, checked: true }).waitFor()
  await page.getByRole('status').filter({ hasText: count }).waitFor()
  expect(await page.locator('shipshape-contents h2 .tick-count').innerText()).toBe(short)
  await page.reload()
  await restored(page, 'up')
  expect(await (await boxOf(page, 'up')).isChecked()).toBe(true)
  await page.getByRole('status').filter({ hasText: count }).waitFor()
  await expect.poll(() => mark(page, 'init')).toBe('ticked')
  expect([await mark(page, 'up'), await mark(page, 'no-engine')]).toEqual(['ticked', null])
  expect(watched.troubles).toEqual([])
})

test('a step that has changed since it was ticked is no longer ticked; the others are', async () => {
  const page = await open('/boot2docker/')
  await (await boxOf(page, 'init')).check()
  await (await boxOf(page, 'up')).check()
  await page.evaluate(() => {
    const key = 'shipshape-ticked-boot2docker'
    const kept = localStorage.getItem(key) ?? ''
    localStorage.setItem(key, kept.replace(/"init":"\w+"/, '"init":"000000000000"'))
  })
  await page.reload()
  await restored(page, 'up')
  expect(await (await boxOf(page, 'up')).isChecked()).toBe(true)
  expect(await (await boxOf(page, 'init')).isChecked()).toBe(false)
})

test('the ticks can be cleared, which is announced and forgotten', async () => {
  const page = await open('/boot2docker/')
  await (await boxOf(page, 'up')).check()
  await page.getByRole('button', { name: 'Clear the ticks' }).press('Enter')
  await page.getByRole('status').filter({ hasText: 'All ticks are cleared.' }).waitFor()
  expect(await (await boxOf(page, 'up')).isChecked()).toBe(false)
  expect(await page.evaluate(() => localStorage.getItem('shipshape-ticked-boot2docker'))).toBe(null)
  expect(await mark(page, 'up')).toBe(null)
})

test('a tick is shown in another tab of the same guide', async () => {
  const page = await open('/boot2docker/')
  const other = await watched.context.newPage()
  await other.goto(site.urlOf('/zh-cn/boot2docker/'))
  const there = await boxOf(other, 'up')
  await (await boxOf(page, 'up')).check()
  await other.locator('shipshape-step[data-step="up"][data-ticked]').waitFor()
  expect(await there.isChecked()).toBe(true)
})

test('what the reader has ticked and what has passed look different', async () => {
  const rehearsed = await serveRehearsal()
  watched = await watchedContext(site.browser)
  const guide = await openGuide(watched.context, rehearsed.server.address, 'boot2docker')
  await (await boxOf(guide.page, 'no-engine')).check()
  await (await boxOf(guide.page, 'client-and-server')).check()
  await guide.runTo('no-engine')
  expect(await guide.ended()).toBe('passed')
  const step = guide.page.locator('shipshape-step[data-step="no-engine"]')
  expect(await step.locator('.tick-remark').innerText()).toBe('You ticked it; nothing was checked.')
  expect(await step.locator('[data-part="status"]').innerText()).toBe('passed')
  expect([await mark(guide.page, 'no-engine'), await mark(guide.page, 'client-and-server')]).toEqual([
    'passed',
    'ticked',
  ])
  expect(watched.troubles).toEqual([])
  await rehearsed.close()
})
