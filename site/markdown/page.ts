import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CoveredNote } from '../../playbooks/coverage.ts'
import type { Note } from '../../playbooks/errata.ts'
import type { Language, Playbook, Step } from '../../playbooks/model/index.ts'
import type { Symptom } from '../../playbooks/troubleshooting.ts'
import type { Diagram } from '../diagrams/diagram.ts'
import type { Locale } from '../locales.ts'
import { listItem } from '../../runner/by-hand/markdown.ts'
import { siteUrl } from '../project.ts'
import { markdownPath, pageNames } from './address.ts'
import { beforeYouType } from './before-you-type.ts'
import { guideFacts } from './guide-facts.ts'
import { asideText, coverageText, diagramText, noteText, recordingText, stepText, symptomText } from './components.ts'
import { withAbsoluteLinks } from './links.ts'
import { type PageParts, type Shown, partsOf, replaceComponents } from './mdx.ts'

// A module that does not load costs only the pages that import it, which say so.
const modules: Readonly<Record<string, () => Promise<unknown>>> = {
  ...import.meta.glob('../../playbooks/*.ts'),
  ...import.meta.glob('../diagrams/*.ts'),
}

/** A page’s imports are written from its own folder. */
const moduleOf = (path: string): (() => Promise<unknown>) | undefined => {
  const key = path.replace(/^.*\/playbooks\//, '../../playbooks/').replace(/^.*\/diagrams\//, '../diagrams/')
  return modules[key]
}

/** What a property such as `{steps.up}` stands for. */
const valueOf = async ({ imported }: PageParts, code: string): Promise<unknown> => {
  const [first = '', second] = code.split('.')
  const from = imported.get(first)
  const exports: unknown = from && (await moduleOf(from.module)?.())
  const name = from?.name === '*' ? second : from?.name
  return typeof exports === 'object' && exports !== null && name !== undefined
    ? Object.entries(exports).find(([key]) => key === name)?.[1]
    : undefined
}

const guidesText = (locale: Locale): string =>
  pageNames
    .filter((name) => name !== 'index')
    .map((name) => {
      const { title, description } = partsOf(sourceOf(locale, name))
      return listItem(
        [`[${title}](${markdownPath(locale, name)}): ${description}`, ...guideFacts(name, locale.language)].join('\n'),
      )
    })
    .join('\n')

const showIn =
  (parts: PageParts, locale: Locale) =>
  async ({ name, properties, body }: Shown): Promise<string> => {
    const { language } = locale
    const of = (property: string): Promise<unknown> => valueOf(parts, properties[property] ?? '')
    const [first, last] = 'of' in properties ? ['of', 'of'] : ['from', 'to']
    switch (name) {
      // Each page gives its components what their properties say: Astro’s own check refuses anything else.
      case 'Step':
        return stepText((await of('of')) as Step, language)
      case 'RunAll': {
        const playbook = (await of('playbook')) as Playbook
        return beforeYouType(playbook, language, new URL(`/${playbook.id}.sh`, siteUrl).href)
      }
      case 'Diagram':
        return diagramText((await of('of')) as Diagram, language)
      case 'Errata':
        return noteText((await of('of')) as Note, language)
      case 'Coverage':
        return coverageText((await of('of')) as CoveredNote, language)
      case 'Symptom':
        return symptomText((await of('of')) as Symptom, language)
      case 'Recording':
        return recordingText((await of(first)) as Step, (await of(last)) as Step, language)
      case 'Note':
        return asideText(properties['title'] ?? '', await replaceComponents(body, showIn(parts, locale)))
      case 'Table':
        return `**${properties['caption'] ?? ''}**\n\n${body.trim()}`
      case 'Tabs':
        return replaceComponents(body, showIn(parts, locale))
      // Its heading says for what it is.
      case 'Tab':
        return `\n\n${body}\n\n`
      case 'Guides':
        return guidesText(locale)
      // Into which an error is pasted.
      case 'ErrorBox':
        return ''
      default:
        throw new Error(`site/markdown/page.ts does not say what <${name}> is as Markdown.`)
    }
  }

const sourceOf = ({ folder }: Locale, name: string): string => {
  const read = (file: string): string => readFileSync(join(process.cwd(), 'site/content/docs', file), 'utf8')
  try {
    return read(join(folder, `${name}.mdx`))
  } catch {
    // Until it is translated, a page is shown in English.
    return read(`${name}.mdx`)
  }
}

const pointer: { readonly [language in Language]: string } = {
  en: `All pages are listed in [llms.txt](${new URL('/llms.txt', siteUrl).href}).`,
  'zh-cn': `所有页面见 [llms.txt](${new URL('/llms.txt', siteUrl).href})。`,
}

/** A page as Markdown: its prose, and its steps with commands, checks and the output of the last verified run. */
export const pageMarkdown = async (locale: Locale, name: string): Promise<string> => {
  const parts = partsOf(sourceOf(locale, name))
  const body = await replaceComponents(parts.body, showIn(parts, locale)).catch(
    (error: unknown) => `This page cannot be shown: ${error instanceof Error ? error.message : String(error)}`,
  )
  return `# ${parts.title}\n\n> ${parts.description}\n\n${pointer[locale.language]}\n\n${withAbsoluteLinks(body, locale, name)}\n`
}

/** The title and the description of a page. */
export const pageSummary = (locale: Locale, name: string): Pick<PageParts, 'title' | 'description'> =>
  partsOf(sourceOf(locale, name))
