import type { Playbook } from '../../playbooks/model/index.ts'
import { lab } from '../../runner/targets/lab/lab.ts'
import { mutate } from '../mutation/mutate.ts'
import type { MutantsOfStep } from '../mutation/mutants.ts'
import type { MutationReport } from '../mutation/report.ts'
import type { WrongStep } from './wrong-steps.ts'

/** Types on the lab what old notes said, in place of a guide's own steps; the steps before are done as they are. */
export const replay = (playbook: Playbook, wrongs: readonly WrongStep[]): Promise<MutationReport> =>
  mutate({
    playbook,
    target: lab,
    only: [...new Set(wrongs.map(({ step }) => step))],
    wrongs: (step): MutantsOfStep => ({
      mutants: wrongs
        .filter((each) => each.step === step.id)
        .map(({ erratum, wrong }) => ({ kind: 'neighbour', name: erratum, action: wrong })),
      leftOut: [],
      notTried: 0,
    }),
    signal: new AbortController().signal,
    onProgress: () => undefined,
    onStep: ({ step, mutants }) => {
      for (const { name, by = 'NOT CAUGHT' } of mutants) console.log(`${name} at ${step}: ${by}`)
    },
  })

/** Names of what no check caught. */
export const uncaught = ({ steps }: MutationReport): readonly string[] =>
  steps
    .flatMap(({ mutants }) => mutants)
    .filter(({ outcome }) => outcome === 'survived')
    .map(({ name }) => name)
