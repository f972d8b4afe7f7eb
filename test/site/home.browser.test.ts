import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Browser, BrowserContextOptions, Page } from 'playwright'
import { guides } from '../../playbooks/index.ts'
import { launchBrowser, watchedContext, type Watched } from './support/browser.ts'
import { serveRehearsal, type Rehearsed } from './support/rehearsed.ts'

let browser: Browser
let watched: Watched
let rehearsed: Rehearsed
beforeAll(async () => (browser = await launchBrowser()))
afterAll(() => browser.close())
afterEach(async () => {
  await watched.context.close()
  await rehearsed.close()
})

const openHome = async (options: BrowserContextOptions = {}, path = '/'): Promise<Page> => {
  rehearsed = await serveRehearsal()
  watched = await watchedContext(browser, options)
  const page = await watched.context.newPage()
  await page.goto(new URL(path, rehearsed.server.address).href)
  return page
}

test.each(['/', '/zh-cn/'])('the home page %s has search, theme and language at every width', async (path) => {
  const page = await openHome({}, path)
  for (const width of [320, 390, 768, 1280]) {
    await page.setViewportSize({ width, height: 700 })
    const controls = page.locator(
      'header :is(.search-open, starlight-theme-select select, starlight-lang-select select)',
    )
    expect(await controls.evaluateAll((all) => all.filter((each) => each.checkVisibility()).length)).toBe(3)
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  }
  expect(watched.troubles).toEqual([])
})

test('the line that gets the project is copied whole, with the address from package.json', async () => {
  const page = await openHome({ permissions: ['clipboard-read', 'clipboard-write'] })
  const manifest = JSON.parse(await readFile(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
    readonly repository: { readonly url: string }
  } // ours
  const address = manifest.repository.url.replace(/^git\+/, '')
  const line = `git clone ${address} && cd shipshape && npm start`
  await page.getByRole('button', { name: `Copy: ${line}` }).click()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(line)
})

test('on a desktop the page uses the width that it has without a sidebar', async () => {
  const page = await openHome()
  const width = await page.locator('.home-hero').evaluate((element) => element.getBoundingClientRect().width)
  expect(width).toBeGreaterThan(1_000)
})

test('each guide is a card with its mark', async () => {
  const page = await openHome()
  const cards = page.locator('.guides li:has(.guide-facts)')
  expect(await cards.count()).toBe(guides.length)
  expect(await cards.locator('[data-proof]').count()).toBeGreaterThanOrEqual(guides.length)
})

describe('three recorded steps', () => {
  const seen = (page: Page): Promise<number> => page.locator('.live-run [data-at]:not(.to-come)').count()

  test('play by themselves, and a button pauses them', async () => {
    const page = await openHome()
    const all = await page.locator('.live-run [data-at]').count()
    expect(await page.locator('.live-run .result').count()).toBe(3)
    await page.locator('.live-run .to-come').first().waitFor({ state: 'attached' })
    await page.getByRole('button', { name: 'Pause' }).click()
    const paused = await seen(page)
    await page.waitForTimeout(1_500)
    expect([await seen(page), paused < all]).toEqual([paused, true])
    await page.getByRole('button', { name: 'Resume' }).click()
    await page.getByRole('button', { name: 'Replay' }).waitFor({ timeout: 30_000 })
    expect(await seen(page)).toBe(all)
  })

  test('stand still, and whole, for a reader who wants no motion', async () => {
    const page = await openHome({ reducedMotion: 'reduce' })
    await page.locator('.live-run [data-part="controls"]:not([hidden])').waitFor()
    await page.waitForTimeout(500)
    expect(await page.locator('.live-run .to-come').count()).toBe(0)
    expect(await page.locator('.live-run [data-part="play"]').isVisible()).toBe(false)
  })
})
