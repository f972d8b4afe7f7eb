import type { Playbook, Step } from '../../playbooks/model/playbook.ts'
import { RunnerError } from '../errors.ts'
import { idPattern, stepProblems } from './validate-step.ts'

/** The problems of a playbook, one sentence each; empty when it can be run. Types prevent most of them. */
export const validate = (playbook: Playbook): readonly string[] => [
  ...(idPattern.test(playbook.id) ? [] : [`The playbook's id “${playbook.id}” is not lower-case words joined by “-”.`]),
  ...(isEmpty(playbook.targets) ? ['The playbook names no target.'] : []),
  ...(isEmpty(playbook.steps) ? ['The playbook has no steps.'] : []),
  ...duplicateIds(playbook.steps),
  ...playbook.steps.flatMap((step, index) => stepProblems(step, playbook.steps.slice(0, index), playbook)),
]

/** Throws RunnerError('usage') that lists all problems. */
export const assertValid = (playbook: Playbook): void => {
  const problems = validate(playbook)
  if (problems.length === 0) return
  const title = `The playbook “${playbook.id}” cannot be run:`
  throw new RunnerError('usage', [title, ...problems.map((problem) => `- ${problem}`)].join('\n'), {
    hint: `Correct playbooks/${playbook.id}.ts.`,
  })
}

// The types promise at least one; a playbook made by a program may still break that promise.
const isEmpty = (list: readonly unknown[]): boolean => list.length === 0

const duplicateIds = (steps: readonly Step[]): readonly string[] => {
  const ids = steps.map((step) => step.id)
  const doubled = new Set(ids.filter((id, index) => ids.indexOf(id) !== index))
  return [...doubled].map((id) => `The id “${id}” is used by more than one step.`)
}
