import type { Language, Playbook, Step } from '../playbooks/model/index.ts'
import { guideOf } from './shown.ts'
import { folderOf, phrases } from './words.ts'

/** Where a step is shown. */
export interface StepLink {
  readonly href: string
  /** `boot2docker 9: Run a web server` */
  readonly text: string
}

/** The link to a step on its guide's page, in the reader's language. */
export const stepLink = (step: Step, guides: readonly Playbook[], language: Language): StepLink => {
  const guide = guideOf(step, guides)
  return {
    href: `/${folderOf(language)}${guide.id}/#step-${step.id}`,
    text: phrases[language].stepOf(guide.id, guide.steps.indexOf(step) + 1, step.title[language]),
  }
}
