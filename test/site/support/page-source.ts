import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'

export const docs = join(import.meta.dirname, '../../../site/content/docs')

const translated = /^zh-cn\//

/** The pages of one language, by name. */
export const pageNames = async (language: 'en' | 'zh-cn'): Promise<readonly string[]> => {
  const files = (await readdir(docs, { recursive: true })).filter((file) => /\.mdx?$/.test(file))
  const own = files.filter((file) => translated.test(file) === (language === 'zh-cn'))
  return own.map((file) => file.replace(translated, '').replace(/\.mdx?$/, '')).sort()
}

/** What a reader of either language must find alike, and what must be said in their own. */
export interface PageSource {
  /** Names of the front matter's entries, at whatever depth. */
  readonly keys: readonly string[]
  readonly headings: readonly { readonly level: number; readonly text: string }[]
  /** `Step steps.up`, `Diagram diagrams.vpn`, `Note caution` …, in order. */
  readonly components: readonly string[]
  readonly links: readonly string[]
  /** Titles, headings, paragraphs: everything that is read, without code. */
  readonly prose: readonly string[]
}

const frontMatter = /^---\n([\s\S]*?)\n---\n/

const said = /^\s*(?:- )?(?:title|description|tagline|text): *['"]?(.*?)['"]?$/gm

/** What is said in a property is another text in another language; what it refers to is not. */
const sameProps = (props: string): readonly string[] =>
  [...props.matchAll(/(\w+)=(?:\{([^}]*)\}|"([^"]*)")/g)]
    .filter(([, name]) => !['title', 'text', 'label', 'caption'].includes(name ?? ''))
    .map(([, name = '', code, text]) => `${name}=${code ?? text ?? ''}`)

const parse = (source: string): PageSource => {
  const matter = frontMatter.exec(source)?.[1] ?? ''
  const body = source
    .replace(frontMatter, '')
    .replaceAll(/^import .*$/gm, '')
    .replaceAll(/\{\/\*[\s\S]*?\*\/\}/g, '')
  const asides = [...body.matchAll(/<Note\b[^>]*\btitle="([^"]*)"/g)].map((match) => match[1] ?? '')
  const paragraphs = body
    .replaceAll(/<[^>]*>/g, '\n\n')
    .replaceAll(/`[^`]*`/g, '')
    .split(/\n\s*\n/)
  return {
    keys: [...matter.matchAll(/^\s*(?:- )?(\w+):/gm)].map((match) => match[1] ?? ''),
    headings: [...body.matchAll(/^(#{1,6}) (.*)$/gm)].map(([, marks = '', text = '']) => ({
      level: marks.length,
      text,
    })),
    components: [...body.matchAll(/<([A-Z]\w*)\b([^>]*)/g)].map(([, name = '', props = '']) =>
      [name, ...sameProps(props)].join(' '),
    ),
    links: [...body.matchAll(/\]\((https?:[^)]*)\)|href="(https?:[^"]*)"/g)]
      .map((match) => match[1] ?? match[2] ?? '')
      .sort(),
    prose: [...[...matter.matchAll(said)].map((match) => match[1] ?? ''), ...asides, ...paragraphs]
      .map((text) => text.trim())
      .filter((text) => text !== ''),
  }
}

export const readPage = async (language: 'en' | 'zh-cn', name: string): Promise<PageSource> =>
  parse(await readFile(join(docs, language === 'en' ? '' : language, `${name}.mdx`), 'utf8'))
