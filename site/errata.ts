import type { Erratum, Note, Source } from '../playbooks/errata.ts'
import type { Language, Playbook } from '../playbooks/model/index.ts'
import { guideOf } from './shown.ts'

/** A piece of a sentence: what stood between backticks is code. */
export interface Run {
  readonly text: string
  readonly isCode: boolean
}

export const runsOf = (sentence: string): readonly Run[] =>
  sentence.split('`').map((text, index) => ({ text, isCode: index % 2 === 1 })).filter(({ text }) => text !== '')

export interface StepLink {
  readonly href: string
  /** `boot2docker 9: Run a web server` */
  readonly text: string
}

/** An erratum, ready to be shown in one language. */
export interface ShownErratum {
  /** The address of its line on the page. */
  readonly anchor: string
  readonly said: readonly Run[]
  readonly now: readonly Run[]
  readonly steps: readonly StepLink[]
  readonly sources: readonly Source[]
}

const stepLinks = ({ ground }: Erratum, guides: readonly Playbook[], language: Language): readonly StepLink[] =>
  ground.kind !== 'step'
    ? []
    : ground.steps.map((step) => {
        const guide = guideOf(step, guides)
        return {
          href: `/${language === 'en' ? '' : `${language}/`}${guide.id}/#step-${step.id}`,
          text: `${guide.id} ${guide.steps.indexOf(step) + 1}: ${step.title[language]}`,
        }
      })

/** All that is corrected of a note, in its order. */
export const showNote = (note: Note, guides: readonly Playbook[], language: Language): readonly ShownErratum[] =>
  note.errata.map((erratum) => ({
    anchor: `${note.id}-${erratum.id}`,
    said: runsOf(erratum.said[language]),
    now: runsOf(erratum.now[language]),
    steps: stepLinks(erratum, guides, language),
    sources: erratum.ground.kind === 'slip' ? [] : erratum.ground.sources,
  }))
