import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Linked, linksIn } from './links-in.ts'

export interface Link {
  /** The file of the site that has it. */
  readonly from: string
  readonly href: string
}

export interface SiteLinks {
  /** Links to a file or a place of the site that is not there. */
  readonly broken: readonly Link[]
  /** Links to other hosts, which only a request can check. */
  readonly external: readonly Link[]
}

/** The address under which a file is served. */
const addressOf = (file: string, origin: string): URL =>
  new URL(encodeURI(file).replace(/(^|\/)index\.html$/, '$1'), origin)

/** The file that answers for an address. */
const fileAt = (url: URL): string =>
  decodeURIComponent(url.pathname)
    .slice(1)
    .replace(/(^|\/)$/, '$1index.html')

const isThere = (url: URL, files: ReadonlyMap<string, Linked | undefined>): boolean => {
  const file = fileAt(url)
  if (!files.has(file)) return false
  const anchor = decodeURIComponent(url.hash.slice(1))
  return anchor === '' || anchor === '_top' || files.get(file)?.anchors.has(anchor) === true
}

/** All links of a built site, of which `origin` is the published address. */
export const siteLinks = async (folder: string, origin: string): Promise<SiteLinks> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
  const files = new Map<string, Linked | undefined>()
  for (const name of names.sort()) {
    const hasLinks = /\.(?:html|md|txt|xml)$/.test(name)
    files.set(name, hasLinks ? linksIn(name, await readFile(join(folder, name), 'utf8')) : undefined)
  }
  const links = [...files].flatMap(([from, linked]) =>
    [...new Set(linked?.hrefs)].map((href) => ({ from, href, url: new URL(href, addressOf(from, origin)) })),
  )
  const own = new URL(origin).origin
  const written = ({ from, href }: Link): Link => ({ from, href })
  return {
    broken: links.filter(({ url }) => url.origin === own && !isThere(url, files)).map(written),
    external: links
      .filter(({ url }) => url.origin !== own && /^https?:$/.test(url.protocol))
      .map(({ from, url }) => ({ from, href: url.href })),
  }
}
