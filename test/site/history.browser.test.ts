import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { test } from './support/reader.ts'
import type { Departure } from './support/truthful-target.ts'

test('the runs of a guide are listed; an earlier one is shown in the page, and its journal downloaded', async ({
  open,
}) => {
  const departures: Record<string, Departure> = { init: { stdout: 'wrong\n', sees: 'absent' } }
  const { rehearsed, watched, guide } = await open({ departures })
  const { page } = guide
  await guide.runTo('init')
  expect(await guide.ended()).toBe('failed')
  delete departures['init']
  await guide.runTo('init')
  expect(await guide.ended()).toBe('passed')
  await page.getByText('2 runs on this computer').click()
  const rows = page.locator('[data-part="history-list"] li')
  const number = rehearsed.guide.steps.findIndex(({ id }) => id === 'init') + 1
  const part = `steps 1–${number} of ${rehearsed.guide.steps.length}`
  expect(await rows.first().innerText()).toContain(` · passed: ${part} · `)
  expect(await rows.last().innerText()).toContain(` · failed: ${part} · `)
  await rows.last().getByRole('button', { name: 'Show' }).click()
  expect(await guide.ended()).toBe('failed')
  await page.getByText('Shown: the run of').waitFor()
  const downloading = page.waitForEvent('download')
  await rows.last().getByRole('button', { name: 'Download the journal' }).click()
  const download = await downloading
  const run = download.suggestedFilename().replace('.jsonl', '')
  const journal = join(rehearsed.state, 'runs', run, 'journal.jsonl')
  expect(await readFile(await download.path(), 'utf8')).toBe(await readFile(journal, 'utf8'))
  await page.getByRole('button', { name: 'Show the newest run' }).click()
  await page.locator('shipshape-run[data-status="passed"]').waitFor()
  expect(watched.troubles).toEqual([])
})
