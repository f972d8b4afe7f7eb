import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Browser, Locator } from 'playwright'
import { launchBrowser, visitGuide, watchedContext, type Watched } from '../support/browser.ts'
import { serveRehearsal, type Rehearsed } from '../support/rehearsed.ts'

let browser: Browser
let watched: Watched
let rehearsed: Rehearsed
beforeAll(async () => (browser = await launchBrowser()))
afterAll(() => browser.close())
beforeEach(async () => (rehearsed = await serveRehearsal()))
afterEach(async () => {
  await watched.context.close()
  await rehearsed.close()
})

const firstRecording = async (path = 'boot2docker'): Promise<Locator> => {
  const { page } = await visitGuide(watched.context, rehearsed.server.address, path)
  return page.locator('.recording').first()
}

const seen = (recording: Locator): Promise<number> => recording.locator('[data-at]:not(.to-come)').count()

test('a recording is read without a script, and offers nothing that would need one', async () => {
  watched = await watchedContext(browser, { javaScriptEnabled: false })
  const recording = await firstRecording()
  expect(await recording.locator('pre').innerText()).toMatch(
    /^boot2docker init\n[\s\S]*\nboot2docker up\n[\s\S]*Started\./,
  )
  // The prompt is shown, but a line that is copied runs as it is.
  const prompt = recording.locator('.typed').first()
  expect(await prompt.evaluate((element) => getComputedStyle(element, '::before').content)).toBe('"$ "')
  expect(await recording.getByRole('button').isVisible()).toBe(false)
})

test('it is replayed, paused and searched with the keyboard alone, and the page does not move', async () => {
  watched = await watchedContext(browser)
  const recording = await firstRecording()
  const all = await seen(recording)
  const page = recording.page()
  await recording.getByRole('button').focus()
  // Steps above and below are still being laid out; the browser follows with the scroll position, in whole pixels.
  const place = async () => (await recording.boundingBox()) ?? { y: Number.NaN, height: Number.NaN }
  const before = await place()
  await page.keyboard.press('Enter')
  await page.waitForTimeout(1_200)
  await page.keyboard.press('Space')
  const paused = await seen(recording)
  expect(paused).toBeGreaterThan(0)
  expect(paused).toBeLessThan(all)
  expect(await recording.getByRole('button').innerText()).toBe('Resume')
  await page.waitForTimeout(700)
  expect(await seen(recording)).toBe(paused)
  await page.keyboard.press('Tab')
  await page.keyboard.press('End')
  expect(await seen(recording)).toBe(all)
  expect(await recording.getByRole('slider').getAttribute('aria-valuetext')).toMatch(/^(\d+) of \1 seconds$/)
  const after = await place()
  expect(after.height).toBe(before.height)
  expect(Math.abs(after.y - before.y)).toBeLessThan(1)
  expect(watched.troubles).toEqual([])
})

test('who wants no motion has the slider and no replay', async () => {
  watched = await watchedContext(browser, { reducedMotion: 'reduce' })
  const recording = await firstRecording()
  expect(await recording.getByRole('slider').isVisible()).toBe(true)
  expect(await recording.getByRole('button').isVisible()).toBe(false)
})

test('it says in the reader’s language when and on what it was made, and offers its file', async () => {
  watched = await watchedContext(browser)
  const recording = await firstRecording('zh-cn/boot2docker')
  expect(await recording.locator('figcaption').innerText()).toMatch(
    /^创建虚拟机 … 启动虚拟机。\d{4}-\d\d-\d\d 的一次真实运行，运行于实验环境（QEMU /,
  )
  const answer = await fetch(
    new URL((await recording.getByRole('link').getAttribute('href')) ?? '', rehearsed.server.address),
  )
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/x-asciicast'])
})

test.each(['errata', 'zh-cn/errata'])(
  'the page %s fits a telephone, and each line leads to a step that is there',
  async (path) => {
    watched = await watchedContext(browser, { viewport: { width: 390, height: 800 } })
    const { page } = await visitGuide(watched.context, rehearsed.server.address, path)
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    const links = await page
      .locator('.errata a[href^="/"]')
      .evaluateAll((all) => [...new Set(all.map((each) => each.getAttribute('href') ?? ''))])
    expect(links.length).toBeGreaterThan(20)
    const pages = Map.groupBy(links, (link) => link.split('#')[0] ?? '')
    for (const [address, each] of pages) {
      const html = await (await fetch(new URL(address, rehearsed.server.address))).text()
      expect(each.filter((link) => !html.includes(`id="${link.split('#')[1]}"`))).toEqual([])
    }
  },
)
