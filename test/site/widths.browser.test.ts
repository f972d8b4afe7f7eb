import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Browser, Page } from 'playwright'
import { pagesOf } from '../pictures/pages.ts'
import { builtSite } from './support/built-site.ts'
import { launchBrowser, watchedContext, type Watched } from './support/browser.ts'
import { serveStatic, type StaticServer } from './support/static-server.ts'

let browser: Browser
let site: StaticServer
let paths: readonly string[]
let watched: Watched
beforeAll(async () => {
  const built = await builtSite()
  paths = await pagesOf(built)
  site = await serveStatic(built)
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await site.close()
})
beforeEach(async () => (watched = await watchedContext(browser)))
afterEach(() => watched.context.close())

/** What sticks out of the page to the right. Tables and lines of a terminal move inside a frame of their own. */
const sticksOut = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement
    if (scrollWidth <= clientWidth) return []
    return [...document.querySelectorAll<HTMLElement>('body *')]
      .filter((each) => each.getBoundingClientRect().right > clientWidth && !each.closest('.table-frame, pre'))
      .map((each) => `${each.tagName} ${each.className}: ${each.textContent.trim().slice(0, 40)}`)
  })

test.each([320, 390])('at %i pixels no page is wider than the screen', { timeout: 240_000 }, async (width) => {
  const page = await watched.context.newPage()
  await page.setViewportSize({ width, height: 900 })
  const wide: string[] = []
  for (const path of paths) {
    await page.goto(new URL(path, site.origin).href)
    wide.push(...(await sticksOut(page)).map((each) => `${path} ${each}`))
  }
  expect(paths.length).toBeGreaterThan(30)
  expect(wide).toEqual([])
})

test('at 390 pixels a table that a step printed keeps its lines, and the keyboard moves it', async () => {
  const page = await watched.context.newPage()
  await page.setViewportSize({ width: 390, height: 900 })
  await page.goto(new URL('/containers/', site.origin).href)
  const table = page.locator('.recorded', { hasText: 'CONTAINER ID' }).first()
  await table.scrollIntoViewIfNeeded()
  expect(await table.evaluate((each) => each.scrollWidth > each.clientWidth)).toBe(true)
  const rows = await table.evaluate((each) => {
    const text = document.createRange()
    text.selectNodeContents(each)
    return new Set([...text.getClientRects()].map(({ top }) => Math.round(top))).size
  })
  expect(rows).toBe((await table.textContent())?.trim().split('\n').length)
  await table.focus()
  await page.keyboard.press('ArrowRight')
  await page.waitForFunction((each) => each.scrollLeft > 0, await table.elementHandle())
})

interface Shown {
  readonly src: string
  /** How much smaller than it was drawn. */
  readonly scale: number
  readonly isCut: boolean
}

const diagramsOn = (page: Page): Promise<readonly Shown[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLImageElement>('.diagram img')]
      .filter((image) => image.checkVisibility())
      .map((image) => ({
        src: image.src,
        scale: image.getBoundingClientRect().width / Number(image.getAttribute('width')),
        isCut: image.getBoundingClientRect().width > (image.parentElement?.clientWidth ?? 0),
      })),
  )

/** The size of the smallest letters of a picture, as it was drawn. */
const smallestLetters = async (page: Page, src: string): Promise<number> => {
  await page.goto(src)
  return page.evaluate(() =>
    Math.min(
      ...[...document.querySelectorAll('text')].map((text) => Number.parseFloat(getComputedStyle(text).fontSize)),
    ),
  )
}

test.each([390, 1440])('at %i pixels the letters of each diagram have 12 px', { timeout: 240_000 }, async (width) => {
  const page = await watched.context.newPage()
  await page.setViewportSize({ width, height: 900 })
  const shown: Shown[] = []
  for (const path of paths) {
    await page.goto(new URL(path, site.origin).href)
    shown.push(...(await diagramsOn(page)))
  }
  expect(shown.length).toBeGreaterThan(25)
  expect(shown.filter(({ isCut }) => isCut)).toEqual([])
  for (const { src, scale } of shown)
    expect(scale * (await smallestLetters(page, src)), src).toBeGreaterThanOrEqual(11.99)
})
