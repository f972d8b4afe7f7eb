import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Finding } from '../finding.ts'
import type { Exports } from '../trial.ts'
import { frontMatterMistakes } from './front-matter.ts'
import { pageFile, readPage } from './page.ts'
import { misspeltSteps, stepsOutOfPlace } from './steps-shown.ts'
import { typedCommands } from './typed-commands.ts'

/** What the site says of its pages. */
export interface SiteLists {
  /** The folder of each language; English has none. */
  readonly folders: readonly string[]
  /** The names of the pages in the sidebar. */
  readonly sidebar: readonly string[]
}

/** A guide that loads, as its pages use it. */
export interface Shown {
  readonly id: string
  readonly steps: readonly string[]
  readonly exported: Exports
}

/** Reads the site's own lists, by their addresses: the runner imports nothing of the site. */
export const siteLists = async (root: string): Promise<SiteLists> => {
  const load = (name: string): Promise<unknown> => import(pathToFileURL(join(root, 'site', `${name}.ts`)).href)
  // As the types of these two files say.
  const { locales } = (await load('locales')) as { readonly locales: readonly { readonly folder: string }[] }
  const { sidebarGroups } = (await load('guides')) as {
    readonly sidebarGroups: readonly { readonly pages: readonly string[] }[]
  }
  return { folders: locales.map(({ folder }) => folder), sidebar: sidebarGroups.flatMap(({ pages }) => pages) }
}

const pageFindings = (root: string, file: string, shown: Shown): readonly Finding[] => {
  const page = readPage(root, file)
  if (page === undefined) return [{ place: { file }, what: 'this page is missing.', fix: 'Write it.' }]
  return [
    ...frontMatterMistakes(page),
    ...misspeltSteps(page, new Map([[shown.id, shown.exported]])),
    ...stepsOutOfPlace(page, shown),
    ...typedCommands(page),
  ]
}

/** What is wrong with a guide's pages, in every language, and in the sidebar. */
export const checkPages = (root: string, { folders, sidebar }: SiteLists, shown: Shown): readonly Finding[] => {
  const unlisted: Finding = {
    place: { file: 'site/guides.ts' },
    what: `the page “${shown.id}” is not in the sidebar.`,
    fix: `Add '${shown.id}' to the pages of a group.`,
  }
  return [
    ...(sidebar.includes(shown.id) ? [] : [unlisted]),
    ...folders.flatMap((folder) => pageFindings(root, pageFile(folder, shown.id), shown)),
  ]
}
