import { expect } from 'vitest'
import { boot2docker } from '../../playbooks/boot2docker.ts'
import { test } from './support/reader.ts'

const late = boot2docker.steps.at(-2)?.id ?? ''

test.for([1440, 1280])('nothing moves when a step gets what a reader uses, %i px wide', async (width, { open }) => {
  const { guide } = await open({}, { viewport: { width, height: 900 } })
  const { page } = guide
  const steps = page.locator('shipshape-step')
  const heights = (): Promise<readonly number[]> =>
    steps.evaluateAll((all) => all.map((each) => each.getBoundingClientRect().height))
  const before = await heights()
  const step = page.locator(`shipshape-step[data-step="${late}"]`)
  await step.scrollIntoViewIfNeeded()
  await step.locator('.last-line:has(> .buttons) > .paste').waitFor()
  const moved = (await heights()).filter((height, index) => Math.abs(height - (before[index] ?? 0)) >= 1)
  expect(moved).toEqual([])
})
