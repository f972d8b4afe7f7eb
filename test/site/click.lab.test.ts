import { expect, test } from 'vitest'
import { dockerBasics } from '../../playbooks/docker-basics.ts'
import { playbooks } from '../fixtures/all-guides.ts'
import { startServer } from '../../runner/server.ts'
import { targets } from '../../runner/targets/index.ts'
import { temporaryFolder } from '../fixtures/execute.ts'
import { launchBrowser, openGuide, watchedContext } from './support/browser.ts'
import { builtSite } from './support/built-site.ts'

const steps = dockerBasics.steps.map(({ id }) => id)
/** A few of the guide's steps: the whole of it is proven elsewhere, and “Run all” is clicked in a rehearsal. */
const last = 'images'

test('one click on “Run to here” turns every step up to there green on a real machine', async () => {
  const server = await startServer({
    port: 0,
    dist: await builtSite(),
    state: temporaryFolder(),
    playbooks,
    targets,
    onLog: () => undefined,
  })
  const browser = await launchBrowser()
  try {
    const { context, troubles } = await watchedContext(browser)
    const guide = await openGuide(context, server.address, dockerBasics.id)
    await guide.runTo(last)
    const ending = await guide.ended(5 * 60_000)
    const failed = await guide.page
      .locator('shipshape-step[data-status="failed"], shipshape-step[data-status="broken"]')
      .allInnerTexts()
    expect(failed).toEqual([])
    const done = steps.slice(0, steps.indexOf(last) + 1)
    expect(await guide.statuses()).toEqual(
      Object.fromEntries(steps.map((id) => [id, done.includes(id) ? 'passed' : ''])),
    )
    expect([ending, troubles]).toEqual(['passed', []])
    // Kept as a picture only when asked: a test changes no file of the checkout by itself.
    const picture = process.env['SHIPSHAPE_SCREENSHOT']
    if (picture !== undefined) {
      await guide.page.locator(`shipshape-step[data-step="${last}"]`).scrollIntoViewIfNeeded()
      await guide.page.screenshot({ path: picture })
    }
  } finally {
    await browser.close()
    await server.close()
  }
})
