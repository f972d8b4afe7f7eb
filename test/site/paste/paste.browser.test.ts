import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Locator, Page } from 'playwright'
import { watchedContext, type Watched } from '../support/browser.ts'
import { type PublishedSite, publishSite } from '../support/published-site.ts'

let site: PublishedSite
let watched: Watched
beforeAll(async () => {
  site = await publishSite()
})
afterAll(() => site.close())
afterEach(() => watched.context.close())

interface Opened {
  readonly page: Page
  readonly step: Locator
}

const open = async (path: string, id: string, button: string): Promise<Opened> => {
  watched = await watchedContext(site.browser)
  const page = await watched.context.newPage()
  await page.goto(site.urlOf(path))
  await page.locator(`#step-${id}`).scrollIntoViewIfNeeded()
  const step = page.locator(`shipshape-step[data-step="${id}"]`)
  await step.getByRole('button', { name: button }).press('Enter')
  await step.getByRole('textbox').first().waitFor()
  return { page, step }
}

const rows = async (step: Locator): Promise<readonly string[]> =>
  (await step.locator('.paste-box .checks li').allInnerTexts()).map((row) => row.split('\n').slice(0, 2).join(' | '))

test.each([
  ['/boot2docker/', 'Paste your output', 'What your terminal printed', '2 checks match your output, 2 cannot be seen'],
  ['/zh-cn/boot2docker/', '粘贴你的输出', '你的终端显示的内容', '2 项检查与你的输出相符，2 项从中看不出来。'],
])('on %s a pasted terminal is judged by the checks, by keyboard alone', async (path, button, field, summary) => {
  const { page, step } = await open(path, 'up', button)
  const box = step.getByRole('textbox', { name: field })
  expect(await box.evaluate((element) => element === document.activeElement)).toBe(true)
  const printed = 'Waiting …\n    export DOCKER_HOST=tcp://192.168.59.103:2376\n'
  await box.fill(`me@mac ~ % boot2docker up\n${printed}me@mac ~ % echo $?\n0\n`)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await step.getByRole('status').filter({ hasText: summary }).waitFor()
  expect(await step.locator('.paste-box .checks li[data-verdict="true"]').count()).toBe(2)
  expect(await step.locator('.paste-box').innerText()).not.toMatch(/verified|proven|passed/i)
  expect(watched.troubles).toEqual([])
})

test('an output that does not match is explained, and what it cannot show is judged from another command', async () => {
  const { step } = await open('/boot2docker/', 'up', 'Paste your output')
  const error = 'Cannot connect to the Docker daemon at unix:///Users/me/.docker/run/docker.sock.\nIs it running?'
  await step.getByRole('textbox', { name: 'What your terminal printed' }).fill(`$ boot2docker up\n${error}\n$ `)
  await step.getByRole('button', { name: 'Compare with the checks' }).click()
  await step.getByRole('textbox', { name: 'What it printed: echo $?' }).fill('1')
  expect(await rows(step)).toContain('the exit code is 0 | your output does not match')
  const hint = step.locator('.paste-hints a')
  expect(await hint.first().getAttribute('href')).toBe('/troubleshooting/#symptom-cannot-connect')
  await step.getByRole('textbox', { name: 'What it printed: boot2docker status' }).fill('running')
  await step
    .locator('.paste-box .checks li[data-verdict="true"]')
    .filter({ hasText: 'VM “boot2docker-vm” is running' })
    .waitFor()
  expect(watched.troubles).toEqual([])
})

test('nothing of the box is loaded before its button is pressed', async () => {
  const { page } = await open('/boot2docker/', 'up', 'Paste your output')
  const before = site.server.requests.findIndex((path) => path.includes('/by-hand/'))
  expect(before).toBeGreaterThan(site.server.requests.findIndex((path) => path.includes('/steps/')))
  await page.goto(site.urlOf('/arm-on-mac/'))
  await page.locator('shipshape-step').first().scrollIntoViewIfNeeded()
  await page.locator('.last-line > .paste').first().waitFor()
  expect(site.server.requests.filter((path) => path === '/by-hand/arm-on-mac.json')).toEqual([])
})
