import { expect, test } from 'vitest'
import { playbooks } from '../fixtures/all-guides.ts'
import { replay, uncaught } from './replay.ts'
import { wrongSteps } from './wrong-steps.ts'

const guides = playbooks.filter(({ id }) => wrongSteps.some(({ guide }) => guide === id))

test.each(guides.map((playbook) => [playbook.id, playbook] as const))(
  'what the old notes said to type is caught by the checks of %s',
  { timeout: 30 * 60_000 },
  async (id, playbook) => {
    const own = wrongSteps.filter(({ guide }) => guide === id)
    const report = await replay(playbook, own)
    expect(report.trouble).toBeUndefined()
    expect(uncaught(report)).toEqual([])
    expect(report.caught).toBe(own.length)
  },
)
