import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { RunnerError } from '../errors.ts'
import { barePolicy, policyOf, workerPolicy } from './csp.ts'

const types: Readonly<Record<string, string>> = {
  '.cast': 'application/x-asciicast',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.jsonl': 'application/jsonl; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.sh': 'text/x-shellscript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml',
}

/** A built file, ready to be sent. */
export interface Page {
  readonly type: string
  readonly policy: string
  /** A page is kept in memory, so that it matches the hashes of its inline scripts; other files are read on request. */
  readonly body: () => Promise<Buffer>
}

/** The built site, by exact URL path. */
export interface Pages {
  readonly find: (path: string) => Page | undefined
  readonly missing: Page | undefined
  /** The same page as Markdown, when there is one. */
  readonly markdown: (path: string) => Page | undefined
  /** The path of a folder's page, for a path without the trailing slash or with the name of the page's file. */
  readonly folder: (path: string) => string | undefined
}

const keep = async (file: string): Promise<Page> => {
  const html = await readFile(file)
  return { type: types['.html'] ?? '', policy: policyOf(html.toString('utf8')), body: () => Promise.resolve(html) }
}

const point = (file: string): Page => ({
  type: types[extname(file).toLowerCase()] ?? 'application/octet-stream',
  policy: file.endsWith('worker.js') ? workerPolicy : barePolicy,
  body: () => readFile(file),
})

const filesIn = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  // Links are skipped, because they could point outside; the build creates none.
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

const noSite = (folder: string, cause: unknown): RunnerError =>
  new RunnerError('blocked', `There is no built site in “${folder}”.`, { hint: 'npm run build', cause })

/**
 * Lists a built site once. A request is looked up in that list and never joined to a folder, so `..` finds nothing.
 * @throws RunnerError `blocked` when nothing has been built.
 */
export const indexPages = async (folder: string): Promise<Pages> => {
  const files = await filesIn(folder).catch((cause: unknown) => {
    throw noSite(folder, cause)
  })
  const pages = new Map<string, Page>()
  for (const file of files) {
    const path = `/${relative(folder, file).split(sep).join('/')}`
    pages.set(path.replace(/(^|\/)index\.html$/, '$1'), path.endsWith('.html') ? await keep(file) : point(file))
  }
  if (!pages.has('/')) throw noSite(folder, undefined)
  return {
    find: (path) => pages.get(path),
    missing: pages.get('/404.html'),
    markdown: (path) =>
      path.endsWith('/') ? pages.get(`${path === '/' ? '/index' : path.slice(0, -1)}.md`) : undefined,
    folder: (path) =>
      [`${path}/`, path.replace(/\/index\.html$/, '/')].find((each) => each !== path && pages.has(each)),
  }
}
