import { slug } from 'github-slugger'
import type { CoveredNote, Place } from '../playbooks/coverage.ts'
import { notes } from '../playbooks/errata.ts'
import type { Language, Playbook } from '../playbooks/model/index.ts'
import { type Run, runsOf } from './errata.ts'
import { type StepLink, stepLink } from './step-link.ts'
import { folderOf } from './words.ts'

/** Something that a note says, ready to be shown in one language. */
export interface ShownItem {
  readonly item: readonly Run[]
  readonly links: readonly StepLink[]
}

const colon = { en: ': ', 'zh-cn': '：' } as const
const correction = { en: 'correction: ', 'zh-cn': '勘误：' } as const

/** The link to a place. Throws for a step or an erratum that does not exist, so that such a page is not built. */
const linkTo = (place: Place, guides: readonly Playbook[], language: Language): StepLink => {
  switch (place.kind) {
    case 'step': {
      const guide = guides.find(({ id }) => id === place.guide)
      const found = guide?.steps.find(({ id }) => id === place.step)
      if (found === undefined) throw new Error(`No guide “${place.guide}” has the step “${place.step}”.`)
      return stepLink(found, guides, language)
    }
    case 'heading':
      return {
        href: `/${folderOf(language)}${place.page}/#${slug(place.heading[language])}`,
        text: `${place.page}${colon[language]}${place.heading[language]}`,
      }
    case 'erratum': {
      const found = notes.find(({ id }) => id === place.note)?.errata.find(({ id }) => id === place.id)
      if (found === undefined) throw new Error(`The errata of “${place.note}” have no entry “${place.id}”.`)
      return {
        href: `/${folderOf(language)}errata/#${place.note}-${place.id}`,
        text: `${correction[language]}${found.said[language].replaceAll('`', '')}`,
      }
    }
  }
}

/** All that a note says, in its order. */
export const showCovered = (
  { items }: CoveredNote,
  guides: readonly Playbook[],
  language: Language,
): readonly ShownItem[] =>
  items.map(({ item, places }) => ({
    item: runsOf(item[language]),
    links: places.map((place) => linkTo(place, guides, language)),
  }))
