import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright'
import { boot2docker } from '../../playbooks/boot2docker.ts'
import { launchBrowser, openGuide, watchedContext, type GuidePage, type Watched } from './support/browser.ts'
import { gate, serveRehearsal, type Rehearsed } from './support/rehearsed.ts'
import type { Rehearsal } from './support/truthful-target.ts'

let browser: Browser
let rehearsed: Rehearsed
let watched: Watched
beforeAll(async () => (browser = await launchBrowser()))
afterAll(() => browser.close())
afterEach(async () => {
  await watched.context.close()
  await rehearsed.close()
})

/** Which evidence there is must not matter here: each page is built with these times. */
const recorded = JSON.stringify({ lab: Object.fromEntries(boot2docker.steps.map(({ id }) => [id, 3_000])) })
const withTimes = (context: BrowserContext): Promise<unknown> =>
  context.route('**/boot2docker/', async (route) => {
    const response = await route.fetch()
    const body = (await response.text()).replace(/ data-times="[^"]*"/, ` data-times='${recorded}'`)
    await route.fulfill({ response, body })
  })

const open = async (rehearsal: Rehearsal, options: BrowserContextOptions = {}): Promise<GuidePage> => {
  rehearsed = await serveRehearsal(rehearsal)
  watched = await watchedContext(browser, options)
  await withTimes(watched.context)
  return openGuide(watched.context, rehearsed.server.address, 'boot2docker')
}
const bar = (page: Page): ReturnType<Page['getByRole']> => page.getByRole('region', { name: 'Run of this guide' })
const textOf = async (page: Page, name: string): Promise<string> =>
  bar(page).locator(`[data-part="${name}"]`).innerText()
const numberOf = (step: string): number => rehearsed.guide.steps.findIndex(({ id }) => id === step) + 1
const titleOf = (step: string): string => rehearsed.guide.steps.find(({ id }) => id === step)?.title.en ?? ''
const inView = (page: Page, selector: string): Promise<boolean> =>
  page.locator(selector).evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect()
    return top < innerHeight && bottom > 0
  })

test('the bar names step, scope and expected time, and stays in sight from the click to the result', async () => {
  const up = gate()
  const guide = await open({ departures: { up: { until: up.passed } } })
  const { page } = guide
  expect(await bar(page).isVisible()).toBe(false)
  await guide.runAll()
  await guide.waitForStep('up', 'running')
  const count = rehearsed.guide.steps.length
  expect(await textOf(page, 'state')).toBe(`Step ${numberOf('up')} of ${count}: ${titleOf('up')}`)
  expect(await textOf(page, 'scope')).toBe(`Asked for: all ${count} steps`)
  expect(await textOf(page, 'time')).toMatch(/^\d\.\d s of about 2 min/)
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
  expect(await inView(page, '.run-bar')).toBe(true)
  up.open()
  expect(await guide.ended()).toBe('passed')
  expect(await textOf(page, 'state')).toBe(`Passed: all ${count} steps.`)
  expect(await textOf(page, 'time')).toMatch(/^took /)
  await bar(page).getByRole('link', { name: 'Show the result' }).click()
  expect(await inView(page, '#run-heading')).toBe(true)
  await bar(page).getByRole('button', { name: 'Close the bar' }).click()
  expect(await bar(page).isVisible()).toBe(false)
  await page.reload()
  await guide.ended()
  expect(await bar(page).isVisible()).toBe(false)
  expect(watched.troubles).toEqual([])
})

test('a click on a late step says there what runs first, and the bar cancels', async () => {
  const guide = await open({ departures: { up: { until: new Promise(() => undefined) } } })
  const { page } = guide
  await guide.runOnly('address')
  await guide.waitForStep('up', 'running')
  const last = numberOf('address') - 1
  const note = page.locator('shipshape-step[data-step="address"] .runs-first')
  expect(await note.innerText()).toBe(`First runs steps 1 to ${last}. Now: ${numberOf('up')}. ${titleOf('up')}.`)
  expect(await textOf(page, 'scope')).toBe(`Asked for: steps 1–${last + 1} of ${rehearsed.guide.steps.length}`)
  await bar(page).getByRole('button', { name: 'Cancel this run' }).click()
  expect(await guide.ended()).toBe('cancelled')
  expect(await note.isVisible()).toBe(false)
})

test('Follow scrolls to each running step until the reader scrolls', async () => {
  const [up, address] = [gate(), gate()]
  const guide = await open({ departures: { up: { until: up.passed }, address: { until: address.passed } } })
  const { page } = guide
  await guide.runAll()
  await guide.waitForStep('up', 'running')
  const follow = bar(page).getByRole('button', { name: 'Follow the running step' })
  await follow.click()
  expect(await follow.getAttribute('aria-pressed')).toBe('true')
  const seen = (step: string): Promise<unknown> =>
    page.waitForFunction((id) => {
      const { top } = document.querySelector(`[data-step="${id}"]`)?.getBoundingClientRect() ?? { top: -1 }
      return top >= 0 && top < innerHeight / 2
    }, step)
  await seen('up')
  up.open()
  await guide.waitForStep('address', 'running')
  await seen('address')
  await page.mouse.wheel(0, -200_000)
  await bar(page).getByRole('button', { name: 'Follow the running step', pressed: false }).waitFor()
  await page.waitForFunction(() => scrollY < 100)
  address.open()
  await guide.ended()
  expect(await page.evaluate(() => scrollY)).toBeLessThan(100)
})

test('time stands still while the runner does not answer', async () => {
  const guide = await open({ departures: { up: { until: new Promise(() => undefined) } } })
  const { page } = guide
  await guide.runAll()
  await guide.waitForStep('up', 'running')
  await page.route('**/api/**', (route) => route.abort())
  await bar(page).getByText('when the runner last answered').waitFor()
  const before = await textOf(page, 'time')
  await page.waitForTimeout(2_500)
  expect(await textOf(page, 'time')).toBe(before)
  await page.unroute('**/api/**')
  await bar(page).getByText('of about').or(bar(page).getByText('recorded run')).waitFor()
})

test.each([
  ['dark', 320],
  ['light', 1280],
] as const)('in %s at %i pixels the bar covers a quarter of the page at most', async (colorScheme, width) => {
  const guide = await open(
    { departures: { up: { until: new Promise(() => undefined) } } },
    { colorScheme, viewport: { width, height: 800 } },
  )
  await guide.runAll()
  await guide.waitForStep('up', 'running')
  expect((await bar(guide.page).boundingBox())?.height).toBeLessThan(200)
  expect(await guide.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
})
