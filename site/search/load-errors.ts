import type { Language } from '../../playbooks/model/text.ts'
import type { KnownError } from './known-errors.ts'

const loaded = new Map<Language, Promise<readonly KnownError[]>>()

const load = async (language: Language): Promise<readonly KnownError[]> => {
  const answer = await fetch(`/errors/${language}.json`)
  if (!answer.ok) throw new Error(`/errors/${language}.json: ${answer.status}`)
  return (await answer.json()) as readonly KnownError[] // built by `site/pages/errors`
}

/** Loaded once for a page; again when it could not be loaded. */
export const loadErrors = (language: Language): Promise<readonly KnownError[]> => {
  const known = loaded.get(language) ?? load(language)
  loaded.set(language, known)
  known.catch(() => loaded.delete(language))
  return known
}
