import type { Playbook, Step } from '../../playbooks/model/playbook.ts'
import { RunnerError } from '../errors.ts'
import { milliseconds } from '../../playbooks/model/text.ts'
import { type Mistake, mistakeText } from './mistake.ts'
import { withoutAllowed } from './validate-allowed.ts'
import { onlyExitCode, vacuousMistakes } from './validate-checks.ts'
import { commandMistakes, imagesMadeBy, lineMistakes } from './validate-commands.ts'
import { shapeMistakes } from './validate-shape.ts'
import { idPattern, stepProblems } from './validate-step.ts'
import { undoMistakes } from './validate-undo.ts'
import { inputMistakes } from './validate-inputs.ts'
import { guideMistakes, stepTitleMistakes } from './validate-titles.ts'
import { emptyMistakes, reasonMistakes } from './validate-values.ts'

const guideProblems = (playbook: Playbook): readonly string[] => [
  ...(idPattern.test(playbook.id) ? [] : [`The playbook's id “${playbook.id}” is not lower-case words joined by “-”.`]),
  ...(isEmpty(playbook.targets) ? ['The playbook names no target.'] : []),
  ...(isEmpty(playbook.steps) ? ['The playbook has no steps.'] : []),
  ...(milliseconds(playbook.duration) > 0 ? [] : [`The playbook's duration “${playbook.duration}” is not above zero.`]),
  ...duplicateIds(playbook.steps),
]

const ofStep =
  (step: Step) =>
  (mistake: Mistake): Mistake => ({ ...mistake, step: step.id })

/** Why a playbook cannot be run; empty when it can. Types prevent most of it. */
export const obstacles = (playbook: Playbook): readonly Mistake[] => {
  const misshapen = shapeMistakes(playbook)
  if (misshapen.length > 0) return misshapen
  return [
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
}

const rulesOfStep = (step: Step, playbook: Playbook, ownImages: ReadonlySet<string>): readonly Mistake[] =>
  [
    ...stepTitleMistakes(step),
    ...vacuousMistakes(step),
    ...reasonMistakes(step),
    ...undoMistakes(step, playbook),
    ...withoutAllowed([...onlyExitCode(step), ...commandMistakes(step, ownImages)], step),
  ].map(ofStep(step))

/** Where a playbook that can be run breaks a rule of CONTRIBUTING. */
const brokenRules = (playbook: Playbook): readonly Mistake[] => {
  const ownImages = imagesMadeBy(playbook.steps)
  return [...guideMistakes(playbook), ...playbook.steps.flatMap((step) => rulesOfStep(step, playbook, ownImages))]
}

/** All mistakes in a playbook: why it cannot be run, else the rules that it breaks. */
export const mistakesIn = (playbook: Playbook): readonly Mistake[] => {
  const found = obstacles(playbook)
  return found.length > 0 ? found : brokenRules(playbook)
}

/** The same, one line each. */
export const validate = (playbook: Playbook): readonly string[] => mistakesIn(playbook).map(mistakeText)

/** Throws RunnerError('usage') that lists all reasons why a playbook cannot be run. */
export const assertValid = (playbook: Playbook): void => {
  const problems = obstacles(playbook)
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
