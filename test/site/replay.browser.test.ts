import { execFileSync } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Browser, Locator } from 'playwright'
import { armOnMac } from '../../playbooks/arm-on-mac.ts'
import { archiveOf, gitAt, keepRunOf, removeFolder } from '../fixtures/evidence.ts'
import { copyOfTree } from '../recipes/copy.ts'
import { type GuidePage, launchBrowser, visitGuide, watchedContext, type Watched } from './support/browser.ts'
import { serveStatic, type StaticServer } from './support/static-server.ts'

const day = 24 * 60 * 60_000
// In this checkout: Astro cannot use packages that have only the root folder in common with what it builds.
const copy = copyOfTree(join(import.meta.dirname, '../../test-results'))
const inPublic = (name: string): string => join(copy, 'public', name)

/** Valid evidence of one guide, in a copy of this checkout with a history of its own; and its site. */
const buildProven = async (): Promise<void> => {
  for (const args of [
    ['init', '--quiet'],
    ['add', 'playbooks', 'runner', 'package-lock.json', 'tsconfig.json'],
    ['commit', '--quiet', '--message=All'],
  ])
    gitAt(new Date(Date.now() - 2 * day).toISOString(), copy, args)
  const { archive, folder } = await archiveOf([armOnMac])
  removeFolder(folder)
  const folders = { evidence: inPublic('evidence'), recordings: inPublic('recordings'), journals: inPublic('journals') }
  await keepRunOf({ ...archive, ...folders, checkout: copy, now: Date.now() }, armOnMac, {
    startedAt: Date.now() - day,
  })
  const args = ['node_modules/astro/bin/astro.mjs', 'build', '--config', 'site/astro.config.ts']
  const env = { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' }
  execFileSync(process.execPath, args, { cwd: copy, env, stdio: 'pipe' })
}

let browser: Browser
let site: StaticServer
let watched: Watched
beforeAll(async () => {
  await buildProven()
  site = await serveStatic(join(copy, 'dist'))
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await site.close()
})
beforeEach(async () => (watched = await watchedContext(browser)))
afterEach(() => watched.context.close())

const steps = armOnMac.steps.map(({ id }) => id)
const [first = '', second = '', third = ''] = steps
const label = /^Replay of the run of \d+ \w+ \d{4} on the lab \(QEMU 10\.0\.2, emulated\), with Docker 26\.1\.5$/
const isJournal = (path: string): boolean => path.startsWith('/journals/')

const open = async (path = 'arm-on-mac'): Promise<GuidePage> => visitGuide(watched.context, site.origin, path)
const labelOf = ({ page }: GuidePage): Locator => page.locator('.replay > .replay-label')
const atOnce = ({ page }: GuidePage): Promise<unknown> => page.getByLabel('Speed').selectOption('at-once')

/** A page that no runner serves asks once whether there is one. */
const onlyNoRunner = (): void =>
  expect(watched.troubles.filter((trouble) => !trouble.includes('404 (Not Found)'))).toEqual([])

test('without a runner, Run replays the verified run with its ticks, says so, and executes nothing', async () => {
  const guide = await open()
  await guide.page.getByRole('button', { name: 'Run all' }).waitFor()
  expect(await guide.page.locator('.replay-offer').innerText()).toContain('Nothing is executed.')
  const before = site.requests.length
  expect(site.requests.some(isJournal)).toBe(false)
  await atOnce(guide)
  await guide.runAll()
  expect(await guide.ended()).toBe('passed')
  expect(await labelOf(guide).innerText()).toMatch(label)
  expect(await guide.statuses()).toEqual(Object.fromEntries(steps.map((step) => [step, 'passed'])))
  expect((await guide.verdicts(first))[0]).toContain('it is so')
  expect(await guide.page.locator('.run-verdict').innerText()).toBe('Passed: all 29 steps.')
  // Beside each result, by the style sheet.
  const marked = (selector: string): Promise<string> =>
    guide.page
      .locator(selector)
      .first()
      .evaluate((element) => getComputedStyle(element, '::after').content)
  expect([await marked('.run-verdict'), await marked('.step .status')]).toEqual(['" (replay)"', '" · replay"'])
  expect(await guide.page.getByLabel('Keep the VM').isVisible()).toBe(false)
  const asked = site.requests.slice(before)
  expect(asked.filter(isJournal)).toHaveLength(1)
  expect(asked.filter((path) => path.startsWith('/api/'))).toEqual([])
  expect(watched.urls.filter((url) => !url.startsWith(site.origin))).toEqual([])
  onlyNoRunner()
})

test('“Run to here” replays only the steps until there, and does not speak for the others', async () => {
  const guide = await open()
  await guide.page.getByRole('button', { name: 'Run all' }).waitFor()
  await atOnce(guide)
  await guide.runTo(third)
  expect(await guide.ended()).toBe('passed')
  expect(await guide.page.locator('.run-verdict').innerText()).toBe('Passed: steps 1–3 of 29.')
  expect(Object.values(await guide.statuses()).filter((status) => status === 'passed')).toHaveLength(3)
})

test('a replay at reading speed is shown step by step, and can be stopped', async () => {
  const guide = await open()
  await guide.page.getByRole('button', { name: 'Run all' }).waitFor()
  await guide.runAll()
  await guide.waitForStep(second, 'passed')
  expect((await guide.statuses())[steps.at(-1) ?? '']).not.toBe('passed')
  await guide.cancel()
  expect(await guide.ended()).toBe('cancelled')
  expect(await labelOf(guide).isVisible()).toBe(true)
})

test('a typed command is answered from the run, and any other is “not recorded”', async () => {
  const { page } = await open()
  await page.getByText('Type a command').click()
  for (const line of [second, 'rm -rf /']) {
    await page.getByRole('textbox', { name: 'Command' }).fill(line)
    await page.keyboard.press('Enter')
  }
  const screen = page.locator('.replay [data-part="screen"]')
  await screen.getByText('not recorded').waitFor()
  expect(await screen.innerText()).toBe(
    `$ ${second}\n${second} is done\n(step 2 of the run)\n$ rm -rf /\nnot recorded\n`,
  )
})

test('it explains in one screen how to get a runner, which opens the same step', async () => {
  const guide = await open('zh-cn/arm-on-mac')
  const step = guide.page.locator(`shipshape-step[data-step="${third}"]`)
  await step.getByRole('button', { name: '运行到这里' }).click()
  await guide.page.getByRole('button', { name: '在你的电脑上运行' }).click()
  const dialog = guide.page.getByRole('dialog')
  expect(await dialog.innerText()).toContain('git clone https://')
  expect(await dialog.getByRole('link').getAttribute('href')).toBe(
    `http://127.0.0.1:4400/zh-cn/arm-on-mac/#step-${third}`,
  )
  await guide.page.keyboard.press('Escape')
  expect(await dialog.isVisible()).toBe(false)
})

test('a guide of which no run is verified has no replay, and still shows the way to a runner', async () => {
  const { page } = await open('boot2docker')
  await page.getByRole('button', { name: 'Run it on your computer' }).waitFor()
  expect(await page.locator('.replay').innerText()).toContain('nothing to replay')
  expect(await page.getByRole('button', { name: 'Run all' }).isVisible()).toBe(false)
})

test('the mark leads to the transcript, on which any journal may be dropped', async () => {
  const { page } = await open()
  await page.locator('.mark .proof a').click()
  await page.getByRole('link', { name: 'Transcript of the run' }).click()
  const shownSteps = page.locator('.transcript-step')
  await page.getByRole('button', { name: 'Open a journal' }).waitFor()
  expect(await shownSteps.count()).toBe(29)
  const html = await page.locator('[data-part="run"]').innerHTML()
  const [name = ''] = readdirSync(inPublic('journals')).filter((file) => file.startsWith('arm-on-mac'))
  const journal = readFileSync(join(inPublic('journals'), name), 'utf8')

  await drop(page.locator('shipshape-transcript'), 'mine.jsonl', journal)
  await page.getByText('This is the run in mine.jsonl').waitFor()
  // The same code in the browser as at the build: the same elements.
  expect(sorted(await page.locator('[data-part="run"]').innerHTML())).toBe(sorted(html))

  await drop(page.locator('shipshape-transcript'), 'changed.jsonl', journal.replace(`${second} is done`, 'done'))
  const line = journal.split('\n').findIndex((each) => each.includes(`${second} is done`)) + 1
  await page.getByText(`changed.jsonl cannot be shown: its line ${line} is not as the runner wrote it.`).waitFor()
  expect(await shownSteps.count()).toBe(29)
  expect(watched.troubles.filter((trouble) => !trouble.includes('404 (Not Found)'))).toEqual([])
})

/** Drops a file as a person does who drags it from a folder. */
const drop = async (onto: Locator, name: string, text: string): Promise<void> =>
  onto.evaluate(
    (element, [fileName, content]) => {
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File([content], fileName))
      element.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
    },
    [name, text] as const,
  )

/** HTML with the attributes of each element in one order. */
const sorted = (html: string): string =>
  html.replaceAll(
    /<(\w+)((?: [\w-]+(?:="[^"]*")?)*)>/g,
    (_all, name: string, attributes: string) =>
      `<${name}${(attributes.match(/ [\w-]+(?:="[^"]*")?/g) ?? []).sort().join('')}>`,
  )
