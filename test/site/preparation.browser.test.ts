import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Browser, BrowserContextOptions, Page } from 'playwright'
import type { Part } from '../../runner/preparation/part.ts'
import { filePart, type FilePart } from '../runner/preparation/parts.ts'
import {
  launchBrowser,
  openGuide,
  visitGuide,
  watchedContext,
  type GuidePage,
  type Watched,
} from './support/browser.ts'
import { gate, serveRehearsal, type Around, type Rehearsed } from './support/rehearsed.ts'
import { fusion } from '../../runner/targets/fusion/fusion.ts'
import { truthfulTarget } from './support/truthful-target.ts'
import { boot2docker } from '../../playbooks/boot2docker.ts'

let browser: Browser
let rehearsed: Rehearsed
let watched: Watched
let folder = ''
beforeAll(async () => (browser = await launchBrowser()))
afterAll(() => browser.close())
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shipshape-strip-'))
})
afterEach(async () => {
  await watched.context.close()
  await rehearsed.close()
  await rm(folder, { recursive: true, force: true })
})

const part = (id: string, title: Part['title'], more: Partial<FilePart> = {}): Part => ({
  ...filePart({ folder, id, ...more }),
  title,
})
const image = (more: Partial<FilePart>): Part =>
  part('image', { en: 'Image of the virtual machine', 'zh-cn': '虚拟机镜像' }, more)
const vm = (): Part => part('ready-vm', { en: 'Ready virtual machine', 'zh-cn': '就绪的虚拟机' }, { after: ['image'] })

const open = async (around: Around, options: BrowserContextOptions = {}, guide = 'boot2docker'): Promise<GuidePage> => {
  rehearsed = await serveRehearsal({}, around)
  watched = await watchedContext(browser, options)
  return openGuide(watched.context, rehearsed.server.address, guide)
}
const strip = (page: Page): ReturnType<Page['locator']> => page.locator('shipshape-preparation section')
const heard = (page: Page): Promise<string> => page.locator('shipshape-preparation [data-part="changes"]').innerText()

describe('while something is prepared', () => {
  test('the strip says what, how far it is and what is left; it goes when all is ready', async () => {
    const wait = gate()
    const { page } = await open({ parts: [image({ until: () => wait.passed }), vm()] })
    await strip(page).waitFor()
    await page.getByText('Preparing what the guides need · 0 of 2 ready').click()
    expect((await page.locator('[data-part="parts"] li').allInnerTexts()).map((text) => text.trim())).toEqual([
      'Image of the virtual machine preparing · 50 % · writing image',
      'Ready virtual machine waiting for: Image of the virtual machine',
    ])
    wait.open()
    await strip(page).waitFor({ state: 'hidden' })
    expect(await heard(page)).toContain('Ready virtual machine: ready.')
    expect(watched.troubles).toEqual([])
  })

  test('a page without steps shows it as well, in its own language', async () => {
    rehearsed = await serveRehearsal({}, { parts: [image({ until: () => new Promise(() => undefined) })] })
    watched = await watchedContext(browser)
    const page = await watched.context.newPage()
    await page.goto(rehearsed.server.address)
    await strip(page).waitFor()
    await page.goto(new URL('/zh-cn/', rehearsed.server.address).href)
    await page.getByText('正在准备指南所需的内容 · 已就绪 0 / 1').click()
    expect(await page.locator('[data-part="parts"] li').innerText()).toBe('虚拟机镜像 准备中 · 50 % · writing image')
  })

  test('Run pressed too early waits, says for what, and then runs', async () => {
    const wait = gate()
    const guide = await open({ parts: [image({ until: () => wait.passed }), vm()] })
    await guide.runAll()
    await guide.page.locator('.run-bar').getByText('Getting ready: waiting for: Image of the virtual machine').waitFor()
    wait.open()
    expect(await guide.ended()).toBe('passed')
    expect(watched.troubles).toEqual([])
  })

  test('a run that waits can be cancelled', async () => {
    const guide = await open({ parts: [image({ until: () => new Promise(() => undefined) })] })
    await guide.runAll()
    await guide.page.locator('.run-bar').getByText('Getting ready: waiting for').waitFor()
    await guide.cancel()
    expect(await guide.ended()).toBe('cancelled')
  })
})

test('nothing is shown where all was there before', async () => {
  await filePart({ folder, id: 'image' }).make({ progress: () => undefined, signal: new AbortController().signal })
  const { page } = await open({ parts: [image({})] })
  await page.waitForTimeout(1_500)
  expect(await strip(page).isVisible()).toBe(false)
})

describe('a part that fails', () => {
  const failing = (): { readonly parts: readonly Part[]; readonly repair: () => void } => {
    let failure: string | undefined = 'The mirror is broken.'
    return { parts: [image({ fails: () => failure }), vm()], repair: () => (failure = undefined) }
  }

  test('shows what happened and its fix once, and Try again goes on', async () => {
    const { parts, repair } = failing()
    const { page } = await open({ parts }, { permissions: ['clipboard-read', 'clipboard-write'] })
    await strip(page).waitFor()
    const rows = page.locator('[data-part="parts"] li')
    await rows.getByText('The mirror is broken.').first().waitFor()
    expect(await page.locator('[data-part="parts"] [data-part="command"]').allInnerTexts()).toEqual(['fix-image'])
    await rows.getByRole('button', { name: 'Copy' }).click()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('fix-image')
    repair()
    await page.getByRole('button', { name: 'Try again' }).click()
    await strip(page).waitFor({ state: 'hidden' })
    expect(watched.troubles).toEqual([])
  })

  test('stays closed once the reader has closed it', async () => {
    const { page } = await open({ parts: failing().parts })
    await page.getByText('The mirror is broken.').first().waitFor()
    await page.locator('shipshape-preparation summary').click()
    await page.waitForTimeout(6_000)
    expect(await page.getByText('The mirror is broken.').first().isVisible()).toBe(false)
  })

  test.each([
    ['dark', 320],
    ['light', 390],
    ['dark', 1280],
  ] as const)(
    'in %s at %i pixels covers half of the page at most, and nothing sticks out',
    async (colorScheme, width) => {
      const { page } = await open({ parts: failing().parts }, { colorScheme, viewport: { width, height: 800 } })
      await page.getByText('The mirror is broken.').first().waitFor()
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
      expect((await strip(page).boundingBox())?.height).toBeLessThan(500)
    },
  )
})

describe('where the lab cannot run', () => {
  const missing = [
    {
      what: { en: 'The lab runs only on Linux.', 'zh-cn': '实验环境只能在 Linux 上运行。' },
      hint: { en: 'Use Linux.', 'zh-cn': '请使用 Linux。' },
    },
  ]
  const lab = { ...truthfulTarget(boot2docker), missing: () => Promise.resolve(missing) }
  const engine = { ...truthfulTarget(boot2docker), id: 'engine' }

  test('a guide that an engine can run offers that by itself', async () => {
    const { page } = await open({ targets: [lab, engine] }, {}, 'docker-for-mac')
    const advice = page.locator('[data-part="advice"]')
    await advice.waitFor()
    expect(await advice.innerText()).toContain('The lab runs only on Linux.')
    expect(await advice.innerText()).toContain('Chosen instead: your own Docker engine.')
    expect(await page.getByLabel('Runs on').inputValue()).toBe('engine')
  })

  test('any other guide says what is missing, and offers a check of this computer instead of a run', async () => {
    rehearsed = await serveRehearsal({}, { targets: [lab, engine] })
    watched = await watchedContext(browser)
    await (await watched.context.newPage()).goto(rehearsed.server.address)
    const { page } = await visitGuide(watched.context, rehearsed.server.address, 'boot2docker')
    await page.locator('[data-part="advice"]').waitFor()
    expect(await page.locator('[data-part="advice"]').innerText()).toMatch(
      /^Cannot run here on a virtual machine made for this run \(the lab\):\s+The lab runs only on Linux\./,
    )
    expect(await page.getByRole('button', { name: /^Run/ }).count()).toBe(0)
    await page.getByRole('button', { name: 'Check this computer' }).click()
    await page.getByText('One thing is missing here:').waitFor()
    expect(await page.locator('[data-part="check-result"] li').allInnerTexts()).toEqual([
      'The lab runs only on Linux. Use Linux.',
    ])
    expect(await page.locator('[data-part="advice"]').isVisible()).toBe(false)
  })

  test('a guide that no program can run checks this computer, and says everything once', async () => {
    rehearsed = await serveRehearsal({}, { targets: [fusion] })
    watched = await watchedContext(browser)
    await (await watched.context.newPage()).goto(rehearsed.server.address)
    const { page } = await visitGuide(watched.context, rehearsed.server.address, 'windows-on-fusion')
    expect(await page.getByRole('heading', { level: 2, name: 'Check this computer' }).isVisible()).toBe(true)
    await page.getByRole('button', { name: 'Check this computer' }).click()
    await page.locator('[data-part="check-result"] li').first().waitFor()
    const found = await page.locator('[data-part="check-result"] li').allInnerTexts()
    expect(found).toHaveLength(new Set(found).size)
    expect(found[0]).toContain('VMware Fusion runs on macOS only')
    expect(await page.getByRole('button', { name: /^Run/ }).count()).toBe(0)
    expect(await page.locator('shipshape-step [data-part="status"]:visible').count()).toBe(0)
    expect(watched.troubles).toEqual([])
  })
})

test('a page that is not paired asks for nothing and shows nothing', async () => {
  rehearsed = await serveRehearsal({}, { parts: [image({ until: () => new Promise(() => undefined) })] })
  watched = await watchedContext(browser)
  const { page } = await visitGuide(watched.context, new URL(rehearsed.server.address).origin, 'boot2docker')
  await page.waitForTimeout(1_000)
  expect(await strip(page).isVisible()).toBe(false)
  expect(watched.urls.filter((url) => url.includes('/api/'))).toEqual([])
})
