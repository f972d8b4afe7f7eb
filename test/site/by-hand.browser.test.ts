import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Browser } from 'playwright'
import { boot2docker } from '../../playbooks/boot2docker.ts'
import { type Playbook, byHand } from '../../playbooks/model/index.ts'
import { contentHash } from '../../runner/core/hash.ts'
import { startServer, type RunningServer } from '../../runner/server.ts'
import { builtSite } from './support/built-site.ts'
import {
  launchBrowser,
  openGuide,
  visitGuide,
  watchedContext,
  type GuidePage,
  type Watched,
} from './support/browser.ts'
import { truthfulTarget } from './support/truthful-target.ts'

const [first, second, ...others] = boot2docker.steps

/** The guide, with a second step that only a person can do. */
const guideByHand: Playbook = {
  ...boot2docker,
  steps: [
    first,
    {
      ...(second ?? first),
      action: byHand({ en: 'Click “New”.', 'zh-cn': '点击“新建”。' }),
      checks: [{ kind: 'machine', name: 'boot2docker-vm', state: 'poweroff' }],
    },
    ...others,
  ],
}

let browser: Browser
let server: RunningServer
let watched: Watched
let state: string
beforeAll(async () => {
  browser = await launchBrowser()
  state = await mkdtemp(join(tmpdir(), 'shipshape-site-'))
  server = await startServer({
    ...{ port: 0, dist: await builtSite(), state, playbooks: [guideByHand], targets: [truthfulTarget(guideByHand)] },
    onLog: () => undefined,
  })
})
afterAll(async () => {
  await browser.close()
  await server.close()
  await rm(state, { recursive: true, force: true })
})
afterEach(() => watched.context.close())

/** The guide's page, built of this guide: the page of the site, with the hash of this one. */
const open = async (): Promise<GuidePage> => {
  watched = await watchedContext(browser)
  const [built, own] = await Promise.all([contentHash(boot2docker), contentHash(guideByHand)])
  await watched.context.route('**/boot2docker/', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, body: (await response.text()).replaceAll(built, own) })
  })
  return openGuide(watched.context, server.address, 'boot2docker')
}

const step = `shipshape-step[data-step="${second?.id ?? ''}"]`

test('a run waits for the reader, who says by keyboard that the step is done', async () => {
  const guide = await open()
  const { page } = guide
  await guide.runTo(second?.id ?? '')
  const button = page.locator(step).getByRole('button', { name: 'Done: step 2' })
  await button.waitFor()
  expect(await page.locator(`${step} [data-part="status"]`).innerText()).toBe('your turn')
  expect(await page.locator('[data-part="announcer"]').innerText()).toContain('Step 2, “')
  await button.press('Enter')
  expect(await guide.ended()).toBe('passed')
  await page.locator(step).getByText('Done by a person, who said so on the page.').waitFor()
  expect(await button.isVisible()).toBe(false)
  expect(watched.troubles).toEqual([])
})

test('the page in Chinese shows that the same run waits, and continues it', async () => {
  const guide = await open()
  await guide.runTo(second?.id ?? '')
  const chinese = await visitGuide(watched.context, server.address, 'zh-cn/boot2docker')
  const button = chinese.page.locator(step).getByRole('button', { name: '完成：第 2 步' })
  await button.waitFor()
  expect(await chinese.page.locator(`${step} [data-part="status"]`).innerText()).toBe('轮到你了')
  await button.click()
  await chinese.page.locator(step).getByText('由人完成，在页面上确认。').waitFor()
  expect(await guide.ended()).toBe('passed')
})

test('a run that waits for the reader is cancelled as any other', async () => {
  const guide = await open()
  await guide.runTo(second?.id ?? '')
  await guide.page.locator(step).getByRole('button', { name: 'Done: step 2' }).waitFor()
  await guide.cancel()
  expect(await guide.ended()).toBe('cancelled')
})
