import { nearest } from '../../core/nearest.ts'
import type { Finding } from '../finding.ts'
import { type Page, frontMatter, placeAt } from './page.ts'

/** Starlight's, as far as guides need them: https://starlight.astro.build/reference/frontmatter/ */
const known = [
  ...['title', 'description', 'template', 'hero', 'tableOfContents', 'sidebar', 'head', 'banner', 'slug'],
  ...['editUrl', 'lastUpdated', 'prev', 'next', 'pagefind', 'draft'],
]

const entry = /^(\w+):[ \t]*(.*)$/gm

const required = (page: Page, entries: ReadonlyMap<string, string>): readonly Finding[] =>
  ['title', 'description']
    .filter((name) => (entries.get(name) ?? '').replaceAll(/['"]/g, '').trim() === '')
    .map((name) => ({
      place: { file: page.file, line: 1 },
      what: `the front matter has no “${name}”.`,
      fix: `Write “${name}: …” between the lines “---”.`,
    }))

/** What is missing in a page's front matter, or misspelt there. */
export const frontMatterMistakes = (page: Page): readonly Finding[] => {
  const matter = frontMatter.exec(page.source)?.[1]
  if (matter === undefined) {
    const fix = 'Begin the page with “---”, “title: …”, “description: …”, “---”.'
    return [{ place: { file: page.file, line: 1 }, what: 'the page has no front matter.', fix }]
  }
  const entries = [...matter.matchAll(entry)]
  const unknown = entries.flatMap(({ 1: name = '', index }): readonly Finding[] => {
    if (known.includes(name)) return []
    const near = nearest(name, known)
    const fix = near === undefined ? 'Remove it.' : `Did you mean “${near}”?`
    return [{ place: placeAt(page, index + '---\n'.length), what: `the front matter has an unknown “${name}”.`, fix }]
  })
  return [...required(page, new Map(entries.map(([, name = '', value = '']) => [name, value]))), ...unknown]
}
