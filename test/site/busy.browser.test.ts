import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Browser } from 'playwright'
import { launchBrowser, openGuide, visitGuide, watchedContext, type Watched } from './support/browser.ts'
import { serveRehearsal, type Rehearsed } from './support/rehearsed.ts'

let browser: Browser
let rehearsed: Rehearsed
let watched: Watched
beforeAll(async () => (browser = await launchBrowser()))
afterAll(() => browser.close())
afterEach(async () => {
  await watched.context.close()
  await rehearsed.close()
})

test('a guide that cannot be run meanwhile names the running one, links to it and cancels it', async () => {
  rehearsed = await serveRehearsal({ departures: { up: { until: new Promise(() => undefined) } } })
  watched = await watchedContext(browser)
  const running = await openGuide(watched.context, rehearsed.server.address, 'boot2docker')
  await running.runAll()
  await running.waitForStep('up', 'running')
  const { page } = await visitGuide(watched.context, rehearsed.server.address, 'zh-cn/docker-basics')
  await page.getByRole('button', { name: '全部运行' }).click()
  const notice = page.locator('[data-part="notice"]')
  await notice.getByText('正在运行指南“boot2docker”').waitFor()
  expect(await notice.innerText()).not.toMatch(/kill|\b\d{3,7}\b(?!-)/)
  const link = notice.getByRole('link')
  expect(await link.innerText()).toBe(`查看它：${rehearsed.guide.title['zh-cn']}`)
  expect(new URL(await link.evaluate((each: HTMLAnchorElement) => each.href)).pathname).toBe('/zh-cn/boot2docker/')
  await notice.getByRole('button', { name: '取消那次运行' }).click()
  expect(await running.ended()).toBe('cancelled')
  await notice.waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: '全部运行' }).click()
  await page.locator('shipshape-run[data-status="running"]').waitFor()
  expect(watched.troubles.filter((trouble) => !trouble.includes('409'))).toEqual([])
})
