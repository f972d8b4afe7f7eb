import { expect, test } from 'vitest'
import { containers } from '../../playbooks/containers.ts'
import { exploreByKeyboard, openTranscript, runByKeyboard } from './support/journey.ts'
import { openOnLab } from './support/on-lab.ts'

const withinMs = 5 * 60_000
const steps = containers.steps.map(({ id }) => id)
const [first = '', , third = ''] = steps

test('a guide is run, reloaded, cancelled, run again and explored by keyboard alone, on a real machine', async () => {
  await using opened = await openOnLab(containers.id)
  const { guide, troubles } = opened
  await runByKeyboard(guide, { steps, reloadAfter: first, late: steps[25] ?? '', last: third, withinMs })
  await exploreByKeyboard(guide, 'cat /etc/hostname', 'boot2docker', withinMs)
  expect(await guide.ended(withinMs)).toBe('passed')
  expect(await guide.page.locator('.run-verdict').innerText()).toBe(`Passed: steps 1–3 of ${steps.length}.`)
  await openTranscript(guide, first)
  expect(troubles).toEqual([])
})
