import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Note } from '../../playbooks/errata.ts'
import type { Language, Playbook, Step } from '../../playbooks/model/index.ts'
import type { Symptom } from '../../playbooks/troubleshooting.ts'
import type { Diagram } from '../diagrams/diagram.ts'
import { type Locale, english, locales, pathOf } from '../locales.ts'
import { siteUrl } from '../project.ts'
import { markdownPath, nameOf, pageNames } from './address.ts'
import { beforeYouType } from './before-you-type.ts'
import { asideText, diagramText, noteText, stepText, symptomText } from './components.ts'
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
      return `- [${title}](${markdownPath(locale, name)}): ${description}`
    })
    .join('\n')

const showIn =
  (parts: PageParts, locale: Locale) =>
  async ({ name, properties, body }: Shown): Promise<string> => {
    const { language } = locale
    const of = (property: string): Promise<unknown> => valueOf(parts, properties[property] ?? '')
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
      case 'Symptom':
        return symptomText((await of('of')) as Symptom, language)
      case 'Aside':
        return asideText(properties['title'] ?? '', await replaceComponents(body, showIn(parts, locale)))
      case 'Table':
        return `**${properties['caption'] ?? ''}**\n\n${body.trim()}`
      case 'Guides':
        return guidesText(locale)
      // What a recording shows is under its steps; a box and a button are nothing in a text.
      default:
        return ''
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

/** The address of a link, as Markdown where it leads to a page: whoever has the text need not know where it was. */
const absolute = (link: string, locale: Locale, name: string): string => {
  const page = new URL(name === 'index' ? `/${pathOf(locale)}` : `/${pathOf(locale)}${name}/`, siteUrl)
  const url = new URL(link, page)
  if (url.origin !== page.origin || !url.pathname.endsWith('/')) return url.href
  const found = locales.flatMap((each) => {
    const path = `/${pathOf(each)}`
    const own = url.pathname.startsWith(path)
      ? nameOf(url.pathname.slice(path.length).replace(/\/$/, ''), english)
      : undefined
    return own === undefined ? [] : [new URL(markdownPath(each, own), siteUrl).href]
  })
  return (found[0] ?? new URL(url.pathname, siteUrl).href) + url.hash
}

/** A link, or a block of code, in which nothing is a link. */
const linkOrCode = /(^ *(`{3,})[\s\S]*?^ *\2 *$)|\]\(([^)\s]+)\)/gm

const linked = (text: string, locale: Locale, name: string): string =>
  text.replaceAll(linkOrCode, (all, code: string | undefined, _ticks, link: string) =>
    code === undefined ? `](${absolute(link, locale, name)})` : all,
  )

const pointer: { readonly [language in Language]: string } = {
  en: `All pages are listed in [llms.txt](${new URL('/llms.txt', siteUrl).href}).`,
  'zh-cn': `所有页面见 [llms.txt](${new URL('/llms.txt', siteUrl).href})。`,
}

/** A page as Markdown: its prose, and its steps with commands, checks and the output of the last proven run. */
export const pageMarkdown = async (locale: Locale, name: string): Promise<string> => {
  const parts = partsOf(sourceOf(locale, name))
  const body = await replaceComponents(parts.body, showIn(parts, locale)).catch(
    (error: unknown) => `This page cannot be shown: ${error instanceof Error ? error.message : String(error)}`,
  )
  return `# ${parts.title}\n\n> ${parts.description}\n\n${pointer[locale.language]}\n\n${linked(body, locale, name)}\n`
}

/** The title and the description of a page. */
export const pageSummary = (locale: Locale, name: string): Pick<PageParts, 'title' | 'description'> =>
  partsOf(sourceOf(locale, name))
