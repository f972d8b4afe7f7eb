import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Browser, BrowserContextOptions } from 'playwright'
import { boot2docker, up } from '../../playbooks/boot2docker.ts'
import { showStep } from '../../site/shown.ts'
import {
  launchBrowser,
  openGuide,
  visitGuide,
  watchedContext,
  type GuidePage,
  type Watched,
} from './support/browser.ts'
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

const visit = async (options: BrowserContextOptions = {}, guide = 'boot2docker'): Promise<GuidePage> => {
  rehearsed = await serveRehearsal()
  watched = await watchedContext(browser, options)
  return visitGuide(watched.context, rehearsed.server.address, guide)
}

const step = (id: string): string => `shipshape-step[data-step="${id}"]`

describe('a step', () => {
  test('unfolds to its checks, in words, and the pattern of a check is behind another fold', async () => {
    const { page } = await visit()
    const variables = page.locator(step('shellinit'))
    await variables.scrollIntoViewIfNeeded()
    expect(await variables.locator('.assertion').first().isVisible()).toBe(false)
    await variables.locator('details.checks > summary').click()
    await variables.locator('.assertion').first().waitFor()
    expect(await variables.locator('.assertion').allInnerTexts()).toContain(
      'variable DOCKER_CERT_PATH matches a pattern',
    )
    expect(await variables.locator('.pattern code').first().isVisible()).toBe(false)
    await variables.locator('.pattern summary').first().click()
    expect(await variables.locator('.pattern code').first().innerText()).toMatch(/^\/.*\/$/)
    expect(watched.troubles).toEqual([])
  })

  test('unfolds without a script too', async () => {
    const { page } = await visit({ javaScriptEnabled: false })
    const checks = page.locator(`${step('up')} details.checks`)
    await checks.locator('> summary').click()
    expect(await checks.locator('.assertion').allInnerTexts()).toEqual(
      showStep(up, boot2docker, 'en').checks.map(({ assertion }) => assertion),
    )
    await checks.locator('.by-hand summary').click()
    expect(await checks.locator('.by-hand [data-part="command"]').innerText()).toMatch(
      /^echo \$\?\n# shows: 0\n# VM “boot2docker-vm” is running\nboot2docker status\n# shows: running\n/,
    )
    const undo = page.locator(`${step('up')} details.undo`)
    await undo.locator('summary').click()
    expect(await undo.locator('[data-part="command"]').innerText()).toBe('boot2docker down')
  })

  test('has an undo only where there is one', async () => {
    const { page } = await visit({ javaScriptEnabled: false })
    const withUndo = await page.locator('shipshape-step:has(details.undo)').count()
    expect(withUndo).toBe(boot2docker.steps.filter((each) => showStep(each, boot2docker, 'en').undo).length)
  })

  test('has a title that is the link to it, and is in the address when it is clicked', async () => {
    const { page } = await visit()
    await page.locator(`${step('up')} h3 a`).click()
    expect(new URL(page.url()).hash).toBe('#step-up')
  })
})

test.each([
  ['boot2docker', /^Copy the (command|file) of step \d+$/],
  ['zh-cn/boot2docker', /^复制第 \d+ 步的(命令|文件)$/],
])('each copy button of %s has a name of its own', async (guide, form) => {
  const { page } = await visit({}, guide)
  await page.emulateMedia({ media: 'print' })
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
  const buttons = page.locator('shipshape-step > [data-part="copy"]')
  const names = await buttons.evaluateAll((all) => all.map((each) => each.ariaLabel ?? ''))
  expect(names.length).toBe(boot2docker.steps.length)
  expect(new Set(names).size).toBe(names.length)
  expect(names.filter((name) => !form.test(name))).toEqual([])
})

test('the copy button of an undo copies the undo, and says that it has', async () => {
  const { page } = await visit({ permissions: ['clipboard-read', 'clipboard-write'] })
  await page.locator(step('up')).scrollIntoViewIfNeeded()
  const undo = page.locator(`${step('up')} details.undo`)
  await undo.locator('summary').click()
  await undo.getByRole('button', { name: 'Copy the undo of step 3' }).click()
  await undo.getByRole('button', { name: 'Copied' }).waitFor()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('boot2docker down')
  await undo.getByRole('button', { name: 'Copy the undo of step 3' }).waitFor()
})

test('during a run the checks open by themselves, and what was recorded makes room for what is printed', async () => {
  rehearsed = await serveRehearsal()
  watched = await watchedContext(browser)
  const guide = await openGuide(watched.context, rehearsed.server.address, 'boot2docker')
  const folds = guide.page.locator('details.checks[open]')
  expect(await folds.count()).toBe(0)
  await guide.runTo('up')
  expect(await guide.ended()).toBe('passed')
  expect(
    await folds.evaluateAll((all) => all.map((each) => each.closest<HTMLElement>('shipshape-step')?.dataset['step'])),
  ).toEqual(['no-engine', 'init', 'up'])
  expect(await guide.page.locator('shipshape-step[data-status="passed"] > .recorded:visible').count()).toBe(0)
  expect(watched.troubles).toEqual([])
})

test('the table of contents has every step, unfolds the section that is read, and leads there', async () => {
  const { page } = await visit()
  const contents = page.locator('shipshape-contents')
  await page.locator('#step-up').scrollIntoViewIfNeeded()
  await page.evaluate(() => document.querySelector('#step-up')?.scrollIntoView())
  await contents.locator('a[href="#step-up"][aria-current="true"]').waitFor()
  expect(await contents.locator('nav > ul > li > ul:visible').count()).toBe(1)
  await contents.getByRole('link', { name: 'Where client and engine run' }).click()
  await contents.getByRole('link', { name: 'Show the versions of client and engine' }).click()
  expect(new URL(page.url()).hash).toBe('#step-client-and-server')
  expect(watched.troubles).toEqual([])
})

test('without a script the table of contents has each step once, with its number', async () => {
  const { page } = await visit({ javaScriptEnabled: false })
  const links = await page
    .locator('shipshape-contents a[data-number]')
    .evaluateAll((all) => all.map((each) => [each.getAttribute('href'), each.getAttribute('data-number')]))
  expect(links).toEqual(boot2docker.steps.map(({ id }, index) => [`#step-${id}`, String(index + 1)]))
})

test('each landmark of a page has a name of its own, and no plain element has a label that nobody hears', async () => {
  const { page } = await visit()
  for (const path of ['/boot2docker/', '/troubleshooting/', '/']) {
    await page.goto(new URL(path, rehearsed.server.address).href)
    const named = await page.evaluate(() => {
      const landmarks = document.querySelectorAll('nav, section[aria-label], section[aria-labelledby], [role="region"]')
      const nameOf = (each: Element): string =>
        each.getAttribute('aria-label') ??
        document.getElementById(each.getAttribute('aria-labelledby') ?? '')?.textContent.trim() ??
        ''
      const shown = [...landmarks].filter((each) => each.checkVisibility())
      return {
        names: shown.map(nameOf),
        plain: document.querySelectorAll(':is(span, p, code, pre)[aria-label]:not([role])').length,
      }
    })
    expect(named.plain).toBe(0)
    expect(named.names).toEqual([...new Set(named.names)])
    expect(named.names).not.toContain('')
  }
})

test('a page is printed in light colours, whatever its theme', async () => {
  const { page } = await visit({ colorScheme: 'dark' }, 'first-container')
  const isDark = (selector: string): Promise<boolean> =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => {
        const parts = getComputedStyle(element).backgroundColor.match(/\d+/g)?.map(Number) ?? []
        return parts.reduce((sum, part) => sum + part, 0) < (3 * 255) / 2
      })
  expect([await isDark('.step'), await isDark('.note-note')]).toEqual([true, true])
  await page.emulateMedia({ media: 'print' })
  expect([await isDark('.step'), await isDark('.note-note')]).toEqual([false, false])
})

test('each command of troubleshooting can be copied, under a name that says which it is', async () => {
  const { page } = await visit({ permissions: ['clipboard-read', 'clipboard-write'] }, 'troubleshooting')
  const commands = await page.locator('.symptom [data-part="command"]').allInnerTexts()
  const buttons = page.locator('.symptom [data-part="copy"]')
  expect(await buttons.count()).toBe(commands.length)
  await buttons.nth(1).click()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(commands[1])
  expect(await buttons.nth(2).getAttribute('aria-label')).toBe(`Copy: ${commands[2] ?? ''}`)
})

test.each([320, 390])('at %i pixels no command breaks inside a word because of its copy button', async (width) => {
  const { page } = await visit({ viewport: { width, height: 900 } })
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
  const narrower = await page.locator('shipshape-step > .copy + .command').evaluateAll((commands) =>
    commands.filter((command) => {
      const [button, box] = [command.previousElementSibling, command].map((each) => each?.getBoundingClientRect())
      return button !== undefined && box !== undefined && button.bottom > box.top
    }),
  )
  expect(narrower).toEqual([])
})
