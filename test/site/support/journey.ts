import { expect } from 'vitest'
import type { GuidePage } from './browser.ts'
import { pressByKeyboard } from './keyboard.ts'

/** What a reader does with a guide that a runner serves. */
export interface Journey {
  /** The ids of the guide's steps, in order. */
  readonly steps: readonly string[]
  /** The page is loaded again as soon as this step has passed. */
  readonly reloadAfter: string
  /** The run is asked for up to here, and cancelled before it gets there. */
  readonly late: string
  /** The second run is asked for up to here, and its VM kept. */
  readonly last: string
  readonly withinMs: number
}

/**
 * Runs a part of a guide by keyboard alone: asks for a late step, reads what runs first, loads the page again in the
 * middle, cancels, runs again, and keeps the VM, which it leaves for the caller to explore.
 */
export const runByKeyboard = async (guide: GuidePage, journey: Journey): Promise<void> => {
  const { steps, reloadAfter, late, last, withinMs } = journey
  const { page } = guide
  const step = (id: string): ReturnType<typeof page.locator> => page.locator(`shipshape-step[data-step="${id}"]`)
  const [first = ''] = steps
  await pressByKeyboard(page, step(late).getByRole('button', { name: 'Run to here' }))
  const before = `First runs steps 1 to ${steps.indexOf(late)}.`
  await step(late).locator('.runs-first', { hasText: before }).waitFor()
  await guide.waitForStep(reloadAfter, 'passed', withinMs)
  await page.reload()
  await guide.waitForStep(first, 'passed', withinMs)
  await pressByKeyboard(page, page.getByRole('button', { name: 'Cancel', exact: true }))
  expect(await guide.ended(withinMs)).toBe('cancelled')
  await page.getByText('The VM of this run is gone').waitFor()
  await pressByKeyboard(page, page.getByLabel('Keep the VM after the run'), 'Space')
  await pressByKeyboard(page, step(last).getByRole('button', { name: 'Run to here' }))
  await page.getByText('Every step that was asked for was run.').waitFor({ timeout: withinMs })
  const done = steps.slice(0, steps.indexOf(last) + 1)
  const statuses = await guide.statuses()
  expect(done.filter((id) => statuses[id] !== 'passed')).toEqual([])
}

/** Types a line into a terminal in the VM, by keyboard alone, and returns when its output is there. */
export const exploreByKeyboard = async (
  { page }: GuidePage,
  typed: string,
  printed: string,
  withinMs: number,
): Promise<void> => {
  await pressByKeyboard(page, page.getByRole('button', { name: 'Explore the VM' }))
  const rows = page.locator('.xterm-rows')
  await rows.getByText(/[$#]/).first().waitFor({ timeout: withinMs })
  await page.keyboard.type(`${typed}\n`)
  await rows.getByText(printed, { exact: true }).first().waitFor({ timeout: withinMs })
  await page.keyboard.press('Shift+Tab')
  await pressByKeyboard(page, page.getByRole('button', { name: 'Undo everything and end' }))
}

/** From the mark at the head of a guide to the run that it rests on. */
export const openTranscript = async ({ page }: GuidePage, first: string): Promise<void> => {
  await pressByKeyboard(page, page.locator('.mark').getByRole('link', { name: 'Transcript' }))
  await page.waitForURL('**/transcript/')
  await page.locator(`#step-${first}`).waitFor()
}
