import { expect, test } from 'vitest'
import { images } from '../../playbooks/images.ts'
import { openOnLab } from './support/on-lab.ts'

const steps = images.steps.map(({ id }) => id)
/** A few of the guide's steps: the whole of it is verified elsewhere, and “Run all” is clicked in a rehearsal. */
const last = 'images'

test('one click on “Run to here” turns every step up to there green on a real machine', async () => {
  await using opened = await openOnLab(images.id)
  const { guide, troubles } = opened
  await guide.runTo(last)
  const ending = await guide.ended(5 * 60_000)
  const failed = await guide.page
    .locator('shipshape-step[data-status="failed"], shipshape-step[data-status="broken"]')
    .allInnerTexts()
  expect(failed).toEqual([])
  const done = steps.slice(0, steps.indexOf(last) + 1)
  expect(await guide.statuses()).toEqual(Object.fromEntries(steps.map((id) => [id, done.includes(id) ? 'passed' : ''])))
  expect([ending, troubles]).toEqual(['passed', []])
  // Kept as a picture only when asked: a test changes no file of the checkout by itself.
  const picture = process.env['SHIPSHAPE_SCREENSHOT']
  if (picture !== undefined) {
    await guide.page.locator(`shipshape-step[data-step="${last}"]`).scrollIntoViewIfNeeded()
    await guide.page.screenshot({ path: picture })
  }
})
