import type { Erratum, Note, Source } from '../playbooks/errata.ts'
import type { Language, Playbook } from '../playbooks/model/index.ts'
import { guideOf } from './shown.ts'
import { type StepLink, stepLink } from './step-link.ts'

/** A piece of a sentence: the text between backticks is code. */
export interface Run {
  readonly text: string
  readonly isCode: boolean
}

export const runsOf = (sentence: string): readonly Run[] =>
  sentence
    .split('`')
    .map((text, index) => ({ text, isCode: index % 2 === 1 }))
    .filter(({ text }) => text !== '')

/** An erratum, ready to be shown in one language. */
export interface ShownErratum {
  /** The anchor of its entry on the page. */
  readonly anchor: string
  readonly said: readonly Run[]
  readonly now: readonly Run[]
  /** Steps that a run in the lab has executed, or can. */
  readonly proofs: readonly StepLink[]
  /** Steps that need the reader's own hardware. */
  readonly recipes: readonly StepLink[]
  readonly sources: readonly Source[]
}

const stepLinks = (
  { basis }: Erratum,
  guides: readonly Playbook[],
  language: Language,
): Pick<ShownErratum, 'proofs' | 'recipes'> => {
  const steps = basis.kind === 'step' ? basis.steps : []
  const links = (onLab: boolean): readonly StepLink[] =>
    steps
      .filter((step) => guideOf(step, guides).targets.includes('lab') === onLab)
      .map((step) => stepLink(step, guides, language))
  return { proofs: links(true), recipes: links(false) }
}

/** All corrections of a note, in order. */
export const showNote = (note: Note, guides: readonly Playbook[], language: Language): readonly ShownErratum[] =>
  note.errata.map((erratum) => ({
    anchor: `${note.id}-${erratum.id}`,
    said: runsOf(erratum.said[language]),
    now: runsOf(erratum.now[language]),
    ...stepLinks(erratum, guides, language),
    sources: erratum.basis.kind === 'slip' ? [] : erratum.basis.sources,
  }))
