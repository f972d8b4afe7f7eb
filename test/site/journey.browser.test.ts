import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Browser, Page } from 'playwright'
import { cloneUrl } from '../../site/project.ts'
import { pagesOf } from '../pictures/pages.ts'
import { launchBrowser, openGuide, watchedContext, type Watched } from './support/browser.ts'
import { builtSite } from './support/built-site.ts'
import { exploreByKeyboard, openTranscript, runByKeyboard } from './support/journey.ts'
import { pressByKeyboard } from './support/keyboard.ts'
import { gate, serveRehearsal } from './support/rehearsed.ts'
import { serveStatic, type StaticServer } from './support/static-server.ts'

const site = await builtSite()
let published: StaticServer
let browser: Browser
let watched: Watched
beforeAll(async () => {
  published = await serveStatic(site)
  const port = new URL(published.origin).port
  // A public host, which readers reach by HTTPS.
  browser = await launchBrowser([
    '--host-resolver-rules=MAP guides.test 127.0.0.1',
    `--unsafely-treat-insecure-origin-as-secure=http://guides.test:${port}`,
  ])
})
afterAll(async () => {
  await browser.close()
  await published.close()
})
afterEach(() => watched.context.close())

const urlOf = (path: string): string => `http://guides.test:${new URL(published.origin).port}${path}`

const visit = async (path: string): Promise<Page> => {
  watched = await watchedContext(browser)
  await watched.context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const page = await watched.context.newPage()
  await page.goto(urlOf(path))
  return page
}

/** Nothing was asked of another host, this computer's own above all. */
const onlyPublished = (): void => {
  expect(watched.urls.filter((url) => !url.startsWith(urlOf('/')) && !url.startsWith('data:'))).toEqual([])
  expect(published.requests.filter((path) => path.startsWith('/api/'))).toEqual([])
}

const clipboard = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText())

const macError =
  'Cannot connect to the Docker daemon at unix:///Users/me/.docker/run/docker.sock. Is the docker daemon running?'

describe('on a published copy, a stranger', () => {
  test('finds a pasted error, and copies the commands that say what is wrong and fix it', async () => {
    const page = await visit('/')
    await page.keyboard.press('/')
    await page.evaluate((text) => navigator.clipboard.writeText(text), macError)
    await page.keyboard.press('Control+v')
    await page.locator('.search-error a').first().click()
    await page.waitForURL('**/troubleshooting/#symptom-cannot-connect')
    const commands = page.locator('#symptom-cannot-connect .symptom-causes > li').first().locator('pre.command-line')
    const shown = await commands.allTextContents()
    expect(shown).toHaveLength(2)
    for (const [index, command] of shown.entries()) {
      await page.locator('#symptom-cannot-connect .symptom-causes > li').first().locator('.copy').nth(index).click()
      expect(await clipboard(page)).toBe(command)
    }
    expect(watched.troubles).toEqual([])
    onlyPublished()
  })

  test('reads below a step what its command printed in the run that verified it', async () => {
    const page = await visit('/docker-for-mac/')
    const recorded = page.locator('shipshape-step', { has: page.locator('.recorded') }).first()
    const id = await recorded.getAttribute('data-step')
    const [line = ''] = (await recorded.locator('.recorded').first().innerText()).split('\n')
    const evidence = readFileSync(join(site, 'evidence/docker-for-mac.lab.json'), 'utf8')
    const { journal } = JSON.parse(evidence) as { journal: { file: string } } // the build has checked its shape
    const written = readFileSync(join(site, 'journals', journal.file), 'utf8')
      .split('\n')
      .filter((each) => each.includes(`"step":"${id}"`) && each.includes('"output"'))
    expect(line).not.toBe('')
    expect(written.join('\n')).toContain(JSON.stringify(line).slice(1, -1))
    expect(watched.troubles).toEqual([])
    onlyPublished()
  })

  test.each([
    ['/docker-for-mac/', 'Run to here', 'Run it on your computer'],
    ['/zh-cn/docker-for-mac/', '运行到这里', '在你的电脑上运行'],
  ])('on %s reads in one screen how to get a runner, which opens the same step', async (path, run, how) => {
    const page = await visit(`${path}#step-sizes`)
    await page.mouse.move(50, 50)
    await pressByKeyboard(page, page.getByRole('button', { name: how }))
    const dialog = page.getByRole('dialog')
    const there = dialog.getByRole('link')
    expect(await there.getAttribute('href')).toBe(`http://127.0.0.1:4400${path}#step-sizes`)
    await dialog.locator('.copy').click()
    expect(await clipboard(page)).toBe(`git clone ${cloneUrl} && cd shipshape && npm start`)
    const box = await dialog.boundingBox()
    expect(box && box.y >= 0 && box.y + box.height <= 900).toBe(true)
    await page.keyboard.press('Escape')
    await page.locator('shipshape-step[data-step="web"]').getByRole('button', { name: run }).click()
    await pressByKeyboard(page, page.getByRole('button', { name: how }))
    expect(await there.getAttribute('href')).toBe(`http://127.0.0.1:4400${path}#step-web`)
    onlyPublished()
  })

  test('is asked for no access to the local network by any page, touched or not', async () => {
    const page = await visit('/')
    for (const path of await pagesOf(site)) {
      await page.goto(urlOf(path))
      await page.mouse.move(20, 20)
      await page.keyboard.press('Tab')
      await page.waitForLoadState('networkidle')
    }
    onlyPublished()
  })
})

test('a guide that a runner serves is run, reloaded, cancelled, run again and explored by keyboard alone', async () => {
  const up = gate()
  const rehearsed = await serveRehearsal({
    departures: { up: { until: up.passed } },
    shell: ['bash', '--norc', '-i'],
  })
  try {
    watched = await watchedContext(browser)
    const guide = await openGuide(watched.context, rehearsed.server.address, 'boot2docker')
    const steps = rehearsed.guide.steps.map(({ id }) => id)
    await runByKeyboard(guide, { steps, reloadAfter: 'init', late: 'address', last: 'init', withinMs: 60_000 })
    await exploreByKeyboard(guide, 'echo sum=$((6 * 7))', 'sum=42', 60_000)
    expect(await guide.ended()).toBe('passed')
    expect(await guide.page.locator('.run-verdict').innerText()).toBe(`Passed: steps 1–2 of ${steps.length}.`)
    await openTranscript(guide, steps[0] ?? '')
    expect(watched.troubles).toEqual([])
  } finally {
    up.open()
    await rehearsed.close()
  }
})
