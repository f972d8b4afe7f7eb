import { type Locale, locales } from '../locales.ts'
import { siteUrl } from '../project.ts'
import { markdownPath, pageNames } from './address.ts'
import { pageSummary } from './page.ts'

const linkTo = (locale: Locale, name: string): string => {
  const { title, description } = pageSummary(locale, name)
  return `- [${title}](${new URL(markdownPath(locale, name), siteUrl).href}): ${description}`
}

const about =
  '> Guides to Docker on a Mac and elsewhere. Every command was executed on a real virtual machine, and its outcome ' +
  'was checked. Each page is Markdown: steps, commands, the commands that show each check, and the output of the ' +
  'last verified run.'

/** The list of all pages as https://llmstxt.org has it. */
export const llmsText = (): string =>
  [
    '# Shipshape',
    about,
    ...locales.map(({ label, ...locale }) =>
      [`## ${label}`, pageNames.map((name) => linkTo({ label, ...locale }, name)).join('\n')].join('\n\n'),
    ),
    `## Optional\n\n- [All pages in one file](${new URL('/llms-full.txt', siteUrl).href}): in English`,
  ].join('\n\n') + '\n'
