import { expect, test } from 'vitest'
import { playbooks } from '../../playbooks/index.ts'
import { lab } from '../../runner/targets/lab/lab.ts'
import { hunt } from '../mutation/hunt.ts'
import type { MutantsOfStep } from '../mutation/mutants.ts'
import { wrongSteps } from './wrong-steps.ts'

const guides = playbooks.filter(({ id }) => wrongSteps.some(({ guide }) => guide === id))

test.each(guides.map((playbook) => [playbook.id, playbook] as const))('what the old notes told to type is caught by the checks of %s', { timeout: 30 * 60_000 }, async (id, playbook) => {
  const own = wrongSteps.filter(({ guide }) => guide === id)
  const wrongs = (step: { readonly id: string }): MutantsOfStep => ({
    mutants: own.filter((each) => each.step === step.id).map(({ erratum, wrong }) => ({ kind: 'neighbour', name: erratum, action: wrong })),
    leftOut: [],
    notTried: 0,
  })
  const report = await hunt({
    playbook,
    target: lab,
    only: [...new Set(own.map(({ step }) => step))],
    wrongs,
    signal: new AbortController().signal,
    onProgress: () => undefined,
    onStep: ({ step, mutants }) => {
      for (const { name, by = 'NOT CAUGHT' } of mutants) console.log(`${name} at ${step}: ${by}`)
    },
  })
  expect(report.trouble).toBeUndefined()
  const survivors = report.steps.flatMap(({ mutants }) => mutants).filter(({ outcome }) => outcome === 'survived')
  expect(survivors.map(({ name }) => name)).toEqual([])
  expect(report.caught).toBe(own.length)
})
