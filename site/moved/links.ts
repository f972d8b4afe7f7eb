import { slug } from 'github-slugger'
import type { Language, Playbook } from '../../playbooks/model/index.ts'
import { folderOf } from '../words.ts'
import type { Heir } from './docker-basics.ts'

/** A line of the list on a page that was split. */
export interface MovedLink {
  /** The id of a heading or a step on the old page: the fragment of an old address. */
  readonly id: string
  readonly href: string
  readonly text: string
}

/** Links from all that an old page had to where an heir has it now. */
export const linksTo = (heir: Heir, { id, steps }: Playbook, language: Language): readonly MovedLink[] => {
  const page = `/${folderOf(language)}${id}/`
  const headings = heir.headings.map(({ was, now }) => ({
    id: slug(was[language]),
    href: now === undefined ? page : `${page}#${slug(now[language])}`,
    text: was[language],
  }))
  const old = new Set(heir.steps.split(' '))
  const stepLinks = steps
    .filter((step) => old.has(step.id))
    .map((step) => ({ id: `step-${step.id}`, href: `${page}#step-${step.id}`, text: step.title[language] }))
  return [...headings, ...stepLinks]
}
