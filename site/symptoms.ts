import type { Language, Playbook } from '../playbooks/model/index.ts'
import type { Cause, Symptom } from '../playbooks/troubleshooting.ts'
import { render, shownSpelling } from '../runner/core/render.ts'
import { type Run, type StepLink, runsOf } from './errata.ts'
import { guideOf } from './shown.ts'
import { spellings } from './spelling.ts'

/** A cause, ready to be shown in one language. */
export interface ShownCause {
  readonly id: string
  readonly ask: string
  readonly answer: readonly Run[]
  readonly because: readonly Run[]
  readonly heal: string
  readonly step: StepLink | undefined
}

const lineOf = (text: Cause['ask']): string => {
  if (spellings.lab === undefined) throw new Error('site/spelling.ts does not say how a page spells the facts of “lab”.')
  return render(text, 'command', shownSpelling(spellings.lab))
}

const linkOf = ({ step }: Cause, guides: readonly Playbook[], language: Language): StepLink | undefined => {
  if (step === undefined) return undefined
  const guide = guideOf(step, guides)
  return { href: `/${language === 'en' ? '' : `${language}/`}${guide.id}/#step-${step.id}`, text: `${guide.id} ${guide.steps.indexOf(step) + 1}: ${step.title[language]}` }
}

/** The causes of a symptom, in the order in which they are asked about. */
export const showSymptom = ({ causes }: Symptom, guides: readonly Playbook[], language: Language): readonly ShownCause[] =>
  causes.map((cause) => ({
    id: cause.id,
    ask: lineOf(cause.ask),
    answer: runsOf(cause.answer[language]),
    because: runsOf(cause.because[language]),
    heal: lineOf(cause.heal),
    step: linkOf(cause, guides, language),
  }))
