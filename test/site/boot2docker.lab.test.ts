import { expect, test } from 'vitest'
import { boot2docker } from '../../playbooks/boot2docker.ts'
import { playbooks } from '../../playbooks/index.ts'
import { startServer } from '../../runner/server.ts'
import { targets } from '../../runner/targets/index.ts'
import { temporaryFolder } from '../fixtures/execute.ts'
import { launchBrowser, openGuide, watchedContext } from './support/browser.ts'
import { builtSite } from './support/built-site.ts'

/** The guide takes three minutes on a quiet computer of two cores without hardware virtualization; a busy one gets its time. */
const guideMs = 20 * 60_000

test('one click on Run all turns every step green on a real machine', { timeout: guideMs }, async () => {
  const server = await startServer({ port: 0, dist: await builtSite(), state: temporaryFolder(), playbooks, targets, onLog: () => undefined })
  const browser = await launchBrowser()
  try {
    const { context, troubles } = await watchedContext(browser)
    const guide = await openGuide(context, server.address, boot2docker.id)
    await guide.runAll()
    const ending = await guide.ended(guideMs)
    const failed = await guide.page.locator('shipshape-step[data-status="failed"], shipshape-step[data-status="broken"]').allInnerTexts()
    expect(failed).toEqual([])
    expect(await guide.statuses()).toEqual(Object.fromEntries(boot2docker.steps.map(({ id }) => [id, 'passed'])))
    expect([ending, troubles]).toEqual(['passed', []])
    // Kept as a picture only when asked: a test changes no file of the checkout by itself.
    const picture = process.env['SHIPSHAPE_SCREENSHOT']
    if (picture !== undefined) {
      await guide.page.locator('shipshape-step[data-step="web"]').scrollIntoViewIfNeeded()
      await guide.page.screenshot({ path: picture })
    }
  } finally {
    await browser.close()
    await server.close()
  }
})
