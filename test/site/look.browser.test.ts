import { readdir } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Browser } from 'playwright'
import { builtSite } from './support/built-site.ts'
import { launchBrowser, openGuide, watchedContext, type Watched } from './support/browser.ts'
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

test('no page breaks its own policy, asks another host or complains', async () => {
  rehearsed = await serveRehearsal()
  watched = await watchedContext(browser)
  const page = await watched.context.newPage()
  const files = (await readdir(await builtSite(), { recursive: true })).filter((file) => file.endsWith('index.html'))
  for (const file of files)
    await page.goto(new URL(file.replace('index.html', ''), rehearsed.server.address).href, {
      waitUntil: 'networkidle',
    })
  expect(files.length).toBeGreaterThan(3)
  expect(watched.troubles).toEqual([])
  expect(watched.urls.filter((url) => !url.startsWith(`http://127.0.0.1:${rehearsed.server.port}/`))).toEqual([])
})

/**
 * WCAG 2.2, 1.4.3: 4.5 for text of this size. Every text of a step and of the controls is measured on what lies behind
 * it.
 */
const lowContrast = (): readonly string[] => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  const rgba = (color: string): readonly number[] => {
    if (!canvas) return [0, 0, 0, 0]
    canvas.clearRect(0, 0, 1, 1)
    canvas.fillStyle = color
    canvas.fillRect(0, 0, 1, 1)
    return [...canvas.getImageData(0, 0, 1, 1).data]
  }
  const luminance = ([r = 0, g = 0, b = 0]: readonly number[]): number =>
    [r, g, b]
      .map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
      .reduce((sum, part, index) => sum + part * ([0.2126, 0.7152, 0.0722][index] ?? 0), 0)
  const behind = (element: Element | null): readonly number[] => {
    const color = element ? rgba(getComputedStyle(element).backgroundColor) : [0, 0, 0, 255]
    return (color[3] ?? 0) > 250 || !element ? color : behind(element.parentElement)
  }
  const texts = [...document.querySelectorAll<HTMLElement>('shipshape-run *, shipshape-step *')].filter(
    (each) =>
      each.offsetParent !== null &&
      [...each.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()),
  )
  return texts.flatMap((each) => {
    const [one, other] = [luminance(rgba(getComputedStyle(each).color)), luminance(behind(each))].sort((a, b) => b - a)
    const contrast = ((one ?? 0) + 0.05) / ((other ?? 0) + 0.05)
    return contrast < 4.5 ? [`${each.className} “${each.textContent.slice(0, 30)}”: ${contrast.toFixed(2)}`] : []
  })
}

/** Each colour of a terminal on each of its backgrounds, and the weights. */
const everyColour = [...Array(8).keys()]
  .flatMap((colour) => [
    `3${colour}`,
    `9${colour}`,
    `4${colour}`,
    `10${colour}`,
    `2;3${colour}`,
    `1;3${colour};4${colour}`,
  ])
  .map((style) => `\u001b[${style}m${style}\u001b[0m\n`)
  .join('')

test.each([
  ['dark', 1280],
  ['light', 1280],
  ['dark', 390],
  ['light', 390],
] as const)('in %s at %i pixels nothing sticks out, and every text can be read', async (colorScheme, width) => {
  rehearsed = await serveRehearsal({
    departures: {
      up: { stdout: `${everyColour}export DOCKER_HOST=tcp://192.168.59.103:2376\n` },
      address: { stdout: '192.168.99.100\n', sees: 'utun7' },
    },
  })
  watched = await watchedContext(browser, { colorScheme, viewport: { width, height: 900 } })
  const guide = await openGuide(watched.context, rehearsed.server.address, 'boot2docker')
  await guide.runAll()
  expect(await guide.ended()).toBe('failed')
  expect(await guide.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  expect(await guide.page.evaluate(lowContrast)).toEqual([])
})

test('who wants no motion sees none', async () => {
  rehearsed = await serveRehearsal({ departures: { init: { until: new Promise(() => undefined) } } })
  watched = await watchedContext(browser, { reducedMotion: 'reduce' })
  const guide = await openGuide(watched.context, rehearsed.server.address, 'boot2docker')
  await guide.runAll()
  await guide.waitForStep('init', 'running')
  const moving = await guide.page.evaluate(
    () => document.getAnimations().filter((each) => each.playState === 'running').length,
  )
  expect(moving).toBe(0)
})
