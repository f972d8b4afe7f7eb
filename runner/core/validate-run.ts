import type { Playbook, Step } from '../../playbooks/model/playbook.ts'
import { milliseconds } from '../../playbooks/model/text.ts'
import { RunnerError } from '../errors.ts'
import { type Mistake, mistakeText } from './mistake.ts'
import { lineMistakes } from './validate-commands.ts'
import { inputMistakes } from './validate-inputs.ts'
import { idPattern, stepProblems } from './validate-step.ts'
import { emptyMistakes } from './validate-values.ts'

const guideProblems = (playbook: Playbook): readonly string[] => [
  ...(idPattern.test(playbook.id) ? [] : [`The playbook's id “${playbook.id}” is not lower-case words joined by “-”.`]),
  ...(isEmpty(playbook.targets) ? ['The playbook names no target.'] : []),
  ...(isEmpty(playbook.steps) ? ['The playbook has no steps.'] : []),
  ...(milliseconds(playbook.duration) > 0 ? [] : [`The playbook's duration “${playbook.duration}” is not above zero.`]),
  ...duplicateIds(playbook.steps),
]

/** Says of which step a mistake is. */
export const ofStep =
  (step: Step) =>
  (mistake: Mistake): Mistake => ({ ...mistake, step: step.id })

/** Why a playbook cannot be run that has the shape that its type promises; empty when it can. */
export const runMistakes = (playbook: Playbook): readonly Mistake[] => [
  ...guideProblems(playbook).map((what) => ({ what })),
  ...inputMistakes(playbook),
  ...playbook.steps.flatMap((step, index) =>
    [
      ...stepProblems(step, playbook.steps.slice(0, index), playbook).map((what) => ({ what })),
      ...lineMistakes(step),
      ...emptyMistakes(step),
    ].map(ofStep(step)),
  ),
]

/**
 * Throws RunnerError('usage') that lists all reasons why a playbook cannot be run. It must have the shape that its type
 * promises: a guide without it is not loaded, and to look at that again would take a fifth of a short run.
 */
export const assertValid = (playbook: Playbook): void => {
  const problems = runMistakes(playbook)
  if (problems.length === 0) return
  const title = `The playbook “${playbook.id}” cannot be run:`
  throw new RunnerError('usage', [title, ...problems.map((problem) => `- ${mistakeText(problem)}`)].join('\n'), {
    hint: `npx shipshape check ${playbook.id}`,
  })
}

// The types promise at least one; a playbook made by a program may still break that promise.
const isEmpty = (list: readonly unknown[]): boolean => list.length === 0

const duplicateIds = (steps: readonly Step[]): readonly string[] => {
  const ids = steps.map((step) => step.id)
  const doubled = new Set(ids.filter((id, index) => ids.indexOf(id) !== index))
  return [...doubled].map((id) => `The id “${id}” is used by more than one step.`)
}
