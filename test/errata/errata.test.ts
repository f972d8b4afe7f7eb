import { expect, test } from 'vitest'
import { notes } from '../../playbooks/errata.ts'
import { playbooks } from '../fixtures/all-guides.ts'
import { stepOnTarget } from '../../runner/core/plan.ts'
import { notReplayed, wrongSteps } from './wrong-steps.ts'

const errata = notes.flatMap((note) =>
  note.errata.map((erratum) => ({ id: `${note.id}/${erratum.id}`, executable: erratum.executable })),
)

test('every mistake that a reader could type is kept as a wrong step, or has a reason why it cannot be', () => {
  const kept = new Set([...wrongSteps.map(({ erratum }) => erratum), ...Object.keys(notReplayed)])
  expect(errata.filter(({ id, executable }) => executable && !kept.has(id)).map(({ id }) => id)).toEqual([])
})

test('every wrong step is an erratum’s, and stands for a step that does it right', () => {
  for (const { erratum, guide, step, wrong } of wrongSteps) {
    if (!erratum.startsWith('typed/')) expect(errata.map(({ id }) => id)).toContain(erratum)
    const right = playbooks.find(({ id }) => id === guide)?.steps.find(({ id }) => id === step)
    expect(right, `${guide} ${step}`).toBeDefined()
    if (right !== undefined) expect(stepOnTarget(right, 'lab').action).not.toEqual(wrong)
  }
})
