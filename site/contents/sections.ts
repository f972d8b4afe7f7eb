import type { Language, Step } from '../../playbooks/model/index.ts'

/** A heading of a page, as Astro reports it. */
export interface Heading {
  readonly depth: number
  readonly slug: string
  readonly text: string
}

/** A line of the table of contents: a heading, or a step with its number. */
export interface Entry {
  readonly slug: string
  readonly text: string
  readonly number?: number
}

/** A heading of level two, and the headings of level three and steps below it, in the order of the page. */
export interface Section extends Entry {
  readonly entries: readonly Entry[]
}

/** What of a page's source has a place in the table of contents: a heading of level two, one of level three, a step. */
const placed = /^(?:(## )|(### )|\s*<Step\b)/gm

/**
 * A page's sections. `source` is its MDX, which says where the steps stand between the headings; a page shows the steps
 * of its guide in their order.
 */
export const sectionsOf = (
  title: Entry,
  headings: readonly Heading[],
  source: string,
  steps: readonly Pick<Step, 'id' | 'title'>[],
  language: Language,
): readonly Section[] => {
  const written = headings.filter(({ depth }) => depth === 2 || depth === 3).values()
  const shown = steps.entries()
  const sections: { slug: string; text: string; entries: Entry[] }[] = [{ ...title, entries: [] }]
  for (const [, isSection, isHeading] of source.matchAll(placed)) {
    const next = (isSection ?? isHeading) ? headingEntry(written.next().value) : stepEntry(shown.next().value, language)
    if (next === undefined) break
    if (isSection === undefined) sections.at(-1)?.entries.push(next)
    else sections.push({ ...next, entries: [] })
  }
  return sections
}

const headingEntry = (heading: Heading | undefined): Entry | undefined =>
  heading && { slug: heading.slug, text: heading.text }

const stepEntry = (
  numbered: readonly [number, Pick<Step, 'id' | 'title'>] | undefined,
  language: Language,
): Entry | undefined => {
  if (numbered === undefined) return undefined
  const [index, { id, title }] = numbered
  return { slug: `step-${id}`, text: title[language], number: index + 1 }
}
