import { slug } from 'github-slugger'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { type HTMLElement, parse } from 'node-html-parser'

/** What a file of the site links to, as written, and the places in it that can be linked to. */
export interface Linked {
  readonly hrefs: readonly string[]
  readonly anchors: ReadonlySet<string>
}

const addressAttributes = ['href', 'src', 'poster', 'data-journal'] as const

const addressesOf = (element: HTMLElement): readonly string[] => [
  ...addressAttributes.flatMap((name) => element.getAttribute(name) ?? []),
  ...(/^og:(?:image|url)$/.test(element.getAttribute('property') ?? '') ? [element.getAttribute('content') ?? ''] : []),
]

const inHtml = (text: string): Linked => {
  // What is in a `noscript` becomes part of the page when it comes into view.
  const elements = parse(text, { blockTextElements: { script: true, style: true } }).querySelectorAll('*')
  return {
    hrefs: elements.flatMap(addressesOf),
    anchors: new Set(elements.flatMap((element) => element.getAttribute('id') ?? [])),
  }
}

interface Node {
  readonly type: string
  readonly url?: string
  readonly value?: string
  readonly children?: readonly Node[]
}

const all = (node: Node): readonly Node[] => [node, ...(node.children ?? []).flatMap(all)]

const textOf = (node: Node): string => node.value ?? (node.children ?? []).map(textOf).join('')

/** Addresses that are no Markdown links, as text. */
const bare = /https?:\/\/[^\s<>()`"“”，。；]*[\w/]/g

const inMarkdown = (text: string): Linked => {
  const nodes = all(fromMarkdown(text))
  const prose = nodes.flatMap(({ type, value }) => (type === 'text' && value !== undefined ? [value] : []))
  return {
    hrefs: [...nodes.flatMap(({ url }) => url ?? []), ...prose.flatMap((each) => each.match(bare) ?? [])],
    anchors: new Set([
      ...nodes.filter(({ type }) => type === 'heading').map((heading) => slug(textOf(heading))),
      ...nodes.flatMap(({ type, value = '' }) => (type === 'html' ? [...inHtml(value).anchors] : [])),
    ]),
  }
}

const inXml = (text: string): Linked => ({
  hrefs: [
    ...[...text.matchAll(/<(?:loc|link|guid)[^>]*>([^<]+)</g)].map(([, address = '']) => address),
    ...[...text.matchAll(/<[^>]*\shref="([^"]+)"/g)].map(([, address = '']) => address),
  ],
  anchors: new Set(),
})

const readers: Readonly<Record<string, (text: string) => Linked>> = {
  html: inHtml,
  md: inMarkdown,
  txt: inMarkdown,
  xml: inXml,
}

/** The links in a file, by what kind of file it is; undefined for one in which there are none. */
export const linksIn = (file: string, text: string): Linked | undefined => readers[/\w+$/.exec(file)?.[0] ?? '']?.(text)
