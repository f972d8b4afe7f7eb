import { expect, test } from 'vitest'
import { playbooks } from '../fixtures/all-guides.ts'
import { stepOnTarget } from '../../runner/core/plan.ts'
import { mutantsOf } from './mutants.ts'
import { goodEnough } from './report.ts'
import { acceptedSurvivors } from './survivors.ts'
import { undoMutantsOf } from './undo-mutants.ts'

test('every accepted survivor is a wrong command or undo of a step that there is', () => {
  const missing = acceptedSurvivors.filter(({ guide, step, of, mutant }) => {
    const found = playbooks.find(({ id }) => id === guide)?.steps.find(({ id }) => id === step)
    const mutants = of === 'undo' ? undoMutantsOf : mutantsOf
    return found === undefined || !mutants(stepOnTarget(found, 'lab')).mutants.some(({ name }) => name === mutant)
  })
  expect(missing.map(({ step, mutant }) => `${step}: ${mutant}`)).toEqual([])
})

test('few enough are accepted that a guide can still reach its share', () => {
  for (const { id, steps } of playbooks.filter(({ targets }) => targets.includes('lab'))) {
    const wrong = steps.flatMap((step) => mutantsOf(stepOnTarget(step, 'lab')).mutants).length
    const accepted = acceptedSurvivors.filter(({ guide }) => guide === id).length
    expect([id, accepted / wrong < 1 - goodEnough]).toEqual([id, true])
  }
})
