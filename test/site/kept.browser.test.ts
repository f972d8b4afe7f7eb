import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Browser, Page } from 'playwright'
import { launchBrowser, openGuide, watchedContext, type GuidePage, type Watched } from './support/browser.ts'
import { serveRehearsal, type Rehearsed } from './support/rehearsed.ts'
import type { Departure, Rehearsal } from './support/truthful-target.ts'

let browser: Browser
let rehearsed: Rehearsed
let watched: Watched
beforeAll(async () => (browser = await launchBrowser()))
afterAll(() => browser.close())
afterEach(async () => {
  await watched.context.close()
  await rehearsed.close()
})

/** Its VM is a bash on a real terminal. */
const open = async (rehearsal: Rehearsal = {}): Promise<GuidePage> => {
  rehearsed = await serveRehearsal({ shell: ['bash', '--norc', '-i'], ...rehearsal })
  watched = await watchedContext(browser)
  return openGuide(watched.context, rehearsed.server.address, 'boot2docker')
}
const kept = (page: Page): ReturnType<Page['getByRole']> => page.getByRole('group', { name: 'The VM that is kept' })

test('a VM that is kept is explored by keyboard alone, in a terminal that the strict policy allows', async () => {
  const guide = await open()
  const { page } = guide
  await page.getByLabel('Keep the VM after the run').check()
  expect(watched.urls.filter((url) => /screen|xterm/.test(url))).toEqual([])
  await guide.runTo('init')
  await kept(page).getByText('Every step that was asked for was run.').waitFor()
  const explore = kept(page).getByRole('button', { name: 'Explore the VM' })
  await explore.focus()
  await page.keyboard.press('Enter')
  const rows = page.locator('.xterm-rows')
  await rows.getByText('vm$').first().waitFor()
  await page.keyboard.type('printf "\\033[38;2;10;200;30m%s\\033[0m\\n" sum=$((6 * 7))')
  await page.keyboard.press('Enter')
  const sum = rows.getByText('sum=42')
  await sum.waitFor()
  expect(await sum.evaluate((element) => getComputedStyle(element).color)).toBe('rgb(10, 200, 30)')
  // A title, the clipboard and a link, as a hostile VM would write them.
  await page.keyboard.type(
    'printf "\\033]0;TITLE\\007\\033]52;c;eA==\\007\\033]8;;http://evil.invalid/\\007link\\033]8;;\\007\\n"; echo end',
  )
  await page.keyboard.press('Enter')
  await rows.getByText('link', { exact: true }).click({ force: true })
  expect(await page.title()).not.toContain('TITLE')
  await page.keyboard.press('Shift+Tab')
  expect(await page.evaluate(() => document.activeElement?.closest('.xterm'))).toBe(null)
  await kept(page).getByRole('button', { name: 'Close the terminal' }).click()
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Explore the VM')
  await kept(page).getByRole('button', { name: 'Undo everything and end' }).click()
  expect(await guide.ended()).toBe('passed')
  expect(await kept(page).isVisible()).toBe(false)
  expect(watched.troubles).toEqual([])
  expect(watched.urls.filter((url) => !url.startsWith(new URL(rehearsed.server.address).origin))).toEqual([])
})

test('a shell that ends says so, and the terminal goes with the run', async () => {
  const guide = await open()
  const { page } = guide
  await page.getByLabel('Keep the VM after the run').check()
  await guide.runTo('init')
  await kept(page).getByRole('button', { name: 'Explore the VM' }).click()
  await page.locator('.xterm-rows').getByText('vm$').first().waitFor()
  await page.keyboard.type('exit 7\n')
  await page.getByText('The shell ended with exit code 7.').waitFor()
  await kept(page).getByRole('button', { name: 'Explore the VM' }).click()
  await page.locator('.xterm-rows').getByText('vm$').first().waitFor()
  await kept(page).getByRole('button', { name: 'Undo everything and end' }).click()
  expect(await guide.ended()).toBe('passed')
  expect(await page.locator('.xterm').count()).toBe(0)
})

test('a run continues at the step that failed, and its result is that of the rest', async () => {
  const departures: Record<string, Departure> = { up: { stdout: 'nothing\n', sees: 'absent' } }
  const guide = await open({ departures })
  const { page } = guide
  await page.getByLabel('Keep the VM after the run').check()
  await guide.runAll()
  await guide.waitForStep('up', 'failed')
  await kept(page).getByText('This step did not pass:').waitFor()
  delete departures['up']
  const number = rehearsed.guide.steps.findIndex(({ id }) => id === 'up') + 1
  await kept(page)
    .getByRole('button', { name: `Run again from step ${number}` })
    .click()
  await kept(page).getByText('Every step that was asked for was run.').waitFor()
  await kept(page).getByRole('button', { name: 'Undo everything and end' }).click()
  expect(await guide.ended()).toBe('passed')
  const of = rehearsed.guide.steps.length
  expect(await page.locator('.run-verdict').innerText()).toBe(`Passed: steps ${number}–${of} of ${of}.`)
  expect(await page.locator('shipshape-run').getAttribute('data-scope')).toBe('part')
})

test('where the VM is gone, a run is repeated from its start, and the page says what runs first', async () => {
  const departures: Record<string, Departure> = { up: { stdout: 'nothing\n', sees: 'absent' } }
  const guide = await open({ departures })
  await guide.runTo('up')
  expect(await guide.ended()).toBe('failed')
  const number = rehearsed.guide.steps.findIndex(({ id }) => id === 'up') + 1
  await guide.page.getByText(`The VM of this run is gone: steps 1 to ${number - 1} run again first.`).waitFor()
  delete departures['up']
  await guide.page.getByRole('button', { name: 'Run again', exact: true }).click()
  await guide.waitForStep('up', 'passed')
  expect(await guide.ended()).toBe('passed')
})
