import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Place } from '../place.ts'

/** A page of the site. */
export interface Page {
  /** From the root of the repository. */
  readonly file: string
  readonly source: string
}

/** Where the pages of a language are; English is at the root (`site/locales.ts`). */
export const pageFile = (folder: string, id: string): string =>
  ['site/content/docs', folder, `${id}.mdx`].filter((part) => part !== '').join('/')

/** The page, or nothing where there is none. */
export const readPage = (root: string, file: string): Page | undefined => {
  const path = join(root, file)
  return existsSync(path) ? { file, source: readFileSync(path, 'utf8') } : undefined
}

/** The place of the character at this index. */
export const placeAt = ({ file, source }: Page, index: number): Place => {
  const before = source.slice(0, index)
  return { file, line: before.split('\n').length, column: index - before.lastIndexOf('\n') }
}

export const frontMatter = /^---\n([\s\S]*?)\n---\n/

const blank = (text: string): string => text.replaceAll(/[^\n]/g, ' ')

/** The page without front matter and comments, in which every character keeps its place. */
export const bodyOf = ({ source }: Page): string =>
  source.replace(frontMatter, blank).replaceAll(/\{\/\*[\s\S]*?\*\/\}/g, blank)
