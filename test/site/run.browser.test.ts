import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Browser, BrowserContextOptions } from 'playwright'
import { startRun } from '../../runner/runs/index.ts'
import {
  launchBrowser,
  openGuide,
  visitGuide,
  watchedContext,
  type GuidePage,
  type Watched,
} from './support/browser.ts'
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

const open = async (rehearsal: Rehearsal = {}, options: BrowserContextOptions = {}): Promise<GuidePage> => {
  rehearsed = await serveRehearsal(rehearsal)
  watched = await watchedContext(browser, options)
  return openGuide(watched.context, rehearsed.server.address, 'boot2docker')
}

const everyStep = (status: string): Record<string, string> =>
  Object.fromEntries(rehearsed.guide.steps.map((step) => [step.id, status]))

describe('Run all', () => {
  test('turns every step green, in words, with what was seen for every promise', async () => {
    const guide = await open()
    await guide.runAll()
    expect(await guide.ended()).toBe('passed')
    expect(await guide.statuses()).toEqual(everyStep('passed'))
    expect(await guide.verdicts('address')).toEqual([
      'the exit code is 0 | true | seen: exit code 0',
      'standard output is “192.168.59.103” | true | seen: “192.168.59.103”',
      'packets for 192.168.59.103 leave through vboxnet0 | true | seen: vboxnet0',
    ])
    expect(await guide.page.locator('.run-verdict').innerText()).toBe(
      `Passed: all ${rehearsed.guide.steps.length} steps.`,
    )
    expect(watched.troubles).toEqual([])
  })

  test('shows a cross with what was seen and what was expected where a promise does not hold', async () => {
    const guide = await open({ departures: { address: { stdout: '192.168.99.100\n', sees: 'utun7' } } })
    await guide.runAll()
    expect(await guide.ended()).toBe('failed')
    expect(await guide.verdicts('address')).toEqual([
      'the exit code is 0 | true | seen: exit code 0',
      'standard output is “192.168.59.103” | not true | seen: “192.168.99.100” | expected: a text that is ' +
        '“192.168.59.103”',
      'packets for 192.168.59.103 leave through vboxnet0 | not true | seen: utun7 | expected: vboxnet0',
    ])
    expect(await guide.statuses()).toMatchObject({
      'localhost-refuses': 'passed',
      address: 'failed',
      'address-answers': 'not reached',
      delete: 'not reached',
    })
    expect(await guide.page.locator('.culprit a').getAttribute('href')).toBe('#step-address')
  })

  test('shows why a promise could not be looked at, and blames nobody', async () => {
    const denied = { en: '“EACCES”', 'zh-cn': '“EACCES”' }
    const guide = await open({ departures: { address: { cannotLook: denied } } })
    await guide.runAll()
    expect(await guide.ended()).toBe('broken')
    expect((await guide.verdicts('address')).at(-1)).toBe(
      'packets for 192.168.59.103 leave through vboxnet0 | could not look | reason: “EACCES”',
    )
    expect(await guide.statuses()).toMatchObject({ address: 'broken', 'address-answers': 'not reached' })
  })

  test('runs where the reader has chosen, when there is a choice', async () => {
    await open()
    const guide = await openGuide(watched.context, rehearsed.server.address, 'docker-for-mac')
    const where = guide.page.getByLabel('Runs on')
    expect(await where.locator('option').allInnerTexts()).toEqual([
      'a virtual machine made for this run (the lab)',
      'your own Docker engine',
    ])
    await where.selectOption('engine')
    const asked = guide.page.waitForRequest((request) => request.method() === 'POST')
    await guide.runAll()
    expect((await asked).postDataJSON()).toMatchObject({
      playbook: 'docker-for-mac',
      target: 'engine',
      steps: { kind: 'all' },
    })
  })

  test('shows what was really executed where it differs from what is shown', async () => {
    const guide = await open()
    await guide.runTo('chosen-port-answers')
    expect(await guide.ended()).toBe('passed')
    expect(await guide.textOf('chosen-port-answers')).toMatch(
      /Command as executed\s+curl -s "http:\/\/\$\(boot2docker ip\)":32768\//,
    )
    expect(await guide.textOf('address')).not.toContain('Command as executed')
    expect(await guide.statuses()).toMatchObject({ 'chosen-port-answers': 'passed', page: '' })
  })

  test('is one run however fast it is clicked', async () => {
    const guide = await open({ stepMs: 30 })
    const button = guide.page.getByRole('button', { name: 'Run all' })
    // By script: a person’s third click may come between the answer and the first event, sooner than Playwright clicks.
    const clicking = button.evaluate(async (element: HTMLElement) => {
      for (let click = 0; click < 60; click += 1) {
        element.click()
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
    })
    await Promise.all([clicking, guide.ended()])
    const { listRuns } = await import('../../runner/runs/index.ts')
    expect(await listRuns(rehearsed.state)).toHaveLength(1)
  })
})

describe('while a run goes on', () => {
  test('Cancel ends it, and the page says so', async () => {
    const guide = await open({ departures: { up: { until: new Promise(() => undefined) } } })
    await guide.runAll()
    await guide.waitForStep('up', 'running')
    await guide.cancel()
    expect(await guide.ended()).toBe('cancelled')
    expect(await guide.statuses()).toMatchObject({ init: 'passed', up: 'skipped', shellinit: 'not reached' })
    expect(watched.troubles).toEqual([])
  })

  test('a reload shows all of it again, and follows it to its end', async () => {
    const up = gate()
    const guide = await open({
      departures: { up: { until: up.passed, stdout: 'export DOCKER_HOST=tcp://192.168.59.103:2376\n' } },
    })
    await guide.runAll()
    await guide.waitForStep('up', 'running')
    await guide.page.reload()
    await guide.waitForStep('up', 'running')
    expect(await guide.textOf('up')).toContain('export DOCKER_HOST=tcp://192.168.59.103:2376')
    expect(await guide.statuses()).toMatchObject({ init: 'passed', up: 'running', delete: 'waiting' })
    up.open()
    expect(await guide.ended()).toBe('passed')
    await guide.page.reload()
    expect(await guide.ended()).toBe('passed')
    expect(await guide.statuses()).toEqual(everyStep('passed'))
  })

  test('a second tab sees the same, and can cancel it', async () => {
    const first = await open({ departures: { up: { until: new Promise(() => undefined) } } })
    await first.runAll()
    const second = await visitGuide(watched.context, rehearsed.server.address, 'boot2docker')
    await second.waitForStep('up', 'running')
    await second.cancel()
    expect(await Promise.all([first.ended(), second.ended()])).toEqual(['cancelled', 'cancelled'])
  })

  test('Cancel arrives at once though twenty tabs follow', async () => {
    const guide = await open({ departures: { up: { until: new Promise(() => undefined) } } })
    await guide.runAll()
    for (let tab = 1; tab < 20; tab += 1) await visitGuide(watched.context, rehearsed.server.address, 'boot2docker')
    await guide.page.bringToFront()
    await guide.waitForStep('up', 'running')
    const answered = guide.page.waitForResponse((response) => response.url().endsWith('/cancel'))
    const before = performance.now()
    await guide.cancel()
    expect((await answered).status()).toBe(202)
    // A browser has six connections to a host: held by those that follow, they would let it wait for ever.
    expect(performance.now() - before).toBeLessThan(5_000)
    expect(await guide.ended()).toBe('cancelled')
  })

  test('a run that was started elsewhere shows up', async () => {
    const guide = await open()
    const { target, state } = rehearsed
    const run = await startRun({
      playbook: rehearsed.guide,
      target,
      mode: 'run',
      selection: { kind: 'to', step: 'up' },
      state,
      signal: new AbortController().signal,
    })
    expect(await guide.ended()).toBe('passed')
    await run.finished
    expect(await guide.statuses()).toMatchObject({ 'no-engine': 'passed', up: 'passed', shellinit: '' })
  })

  test('another run is refused, and the page names what is in the way', async () => {
    const guide = await open({ departures: { up: { until: new Promise(() => undefined) } } })
    const { page } = guide
    // This page never hears of the other run: its list stays as it was.
    await page.route('**/api/runs', (route) =>
      route.request().method() === 'GET' ? route.fulfill({ json: { runs: [] } }) : route.continue(),
    )
    const { target, state } = rehearsed
    const stop = new AbortController()
    const other = await startRun({
      playbook: rehearsed.guide,
      target,
      mode: 'run',
      selection: { kind: 'all' },
      state,
      signal: stop.signal,
    })
    await guide.runAll()
    await page.locator('[data-part="notice"]').waitFor()
    expect(await page.locator('[data-part="notice"]').innerText()).toContain(other.id)
    expect(await page.getByRole('button', { name: 'Run all' }).getAttribute('aria-disabled')).toBe('false')
    stop.abort()
    await other.finished
  })
})

test('the address bar, the requests and the page never hold the token', async () => {
  const guide = await open()
  const { token, address } = rehearsed.server
  await guide.runTo('init')
  await guide.ended()
  expect(guide.page.url()).not.toContain(token)
  expect(await guide.page.content()).not.toContain(token)
  const foreign = watched.urls.filter((url) => !url.startsWith(new URL(address).origin))
  expect(foreign).toEqual([])
  expect(watched.urls.filter((url) => url.includes(token)).every((url) => url === address)).toBe(true)
})

test('the keyboard alone starts and stops a run, and the focus stays where it was', async () => {
  const guide = await open({ departures: { up: { until: new Promise(() => undefined) } } })
  const { page } = guide
  const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? '')
  await page.getByRole('button', { name: 'Run all' }).focus()
  await page.keyboard.press('Enter')
  await guide.waitForStep('up', 'running')
  expect(await focused()).toBe('Run all')
  await page.keyboard.press('Tab')
  expect(await focused()).toBe('Cancel')
  await page.keyboard.press('Space')
  expect(await guide.ended()).toBe('cancelled')
  expect(await focused()).toBe('Cancel')
  const announced = await page.locator('[data-part="announcer"]').innerText()
  expect(announced).toContain('Cancelled.')
})
