import type { Playbook, Step } from '../../playbooks/model/playbook.ts'
import { type Mistake, mistakeText } from './mistake.ts'
import { withoutAllowed } from './validate-allowed.ts'
import { onlyExitCode, vacuousMistakes } from './validate-checks.ts'
import { commandMistakes, imagesMadeBy } from './validate-commands.ts'
import { nameMistakes } from './validate-names.ts'
import { ofStep, runMistakes } from './validate-run.ts'
import { shapeMistakes } from './validate-shape.ts'
import { undoMistakes } from './validate-undo.ts'
import { guideMistakes, stepTitleMistakes } from './validate-titles.ts'
import { reasonMistakes } from './validate-values.ts'

/** Why a playbook cannot be run; empty when it can. Types prevent most of it. */
export const obstacles = (playbook: Playbook): readonly Mistake[] => {
  const misshapen = shapeMistakes(playbook)
  return misshapen.length > 0 ? misshapen : runMistakes(playbook)
}

const rulesOfStep = (step: Step, playbook: Playbook, ownImages: ReadonlySet<string>): readonly Mistake[] =>
  [
    ...stepTitleMistakes(step),
    ...vacuousMistakes(step),
    ...nameMistakes(step),
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
