import { type Language, type Playbook, spellings } from '../playbooks/model/index.ts'
import type { Cause, Symptom } from '../playbooks/troubleshooting.ts'
import { render, shownSpelling } from '../runner/core/render.ts'
import { type Run, runsOf } from './errata.ts'
import { type StepLink, stepLink } from './step-link.ts'

/** A cause, ready to be shown in one language. */
export interface ShownCause {
  readonly id: string
  readonly ask: string
  readonly answer: readonly Run[]
  readonly because: readonly Run[]
  readonly fix: string
  readonly step: StepLink | undefined
}

const lineOf = (text: Cause['ask']): string => render(text, 'command', shownSpelling(spellings.lab))

/** The causes of a symptom, in the order in which they are checked. */
export const showSymptom = (
  { causes }: Symptom,
  guides: readonly Playbook[],
  language: Language,
): readonly ShownCause[] =>
  causes.map((cause) => ({
    id: cause.id,
    ask: lineOf(cause.ask),
    answer: runsOf(cause.answer[language]),
    because: runsOf(cause.because[language]),
    fix: lineOf(cause.fix),
    step: cause.step && stepLink(cause.step, guides, language),
  }))
