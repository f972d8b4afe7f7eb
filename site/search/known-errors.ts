import type { Language } from '../../playbooks/model/index.ts'
import type { Recognisable, Symptom } from '../../playbooks/troubleshooting.ts'
import { folderOf } from '../words.ts'

/** A symptom as the pages load it to recognise a pasted error. */
export interface KnownError extends Recognisable {
  readonly title: string
  /** Its place on the troubleshooting page. */
  readonly href: string
}

export const symptomAnchor = (id: string): string => `symptom-${id}`

export const knownErrors = (symptoms: readonly Symptom[], language: Language): readonly KnownError[] =>
  symptoms.map(({ id, pattern, title }) => ({
    id,
    pattern,
    title: title[language],
    href: `/${folderOf(language)}troubleshooting/#${symptomAnchor(id)}`,
  }))
