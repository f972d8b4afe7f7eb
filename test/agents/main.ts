import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { prefersMarkdown } from '../../runner/web/accept.ts'
import { type Page, type Pages, indexPages } from '../../runner/web/pages.ts'
import { pageNames } from '../../site/markdown/address.ts'
import { siteUrl } from '../../site/project.ts'

/**
 * `npm run agents`: how well programs can read the built site, by https://agentdocsspec.com. Further options are those of
 * `afdocs check`: `npm run agents -- --verbose`.
 */
const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'shipshape-agents-'))
// A connection that is kept must not be closed while the next request is on its way.
const server = createServer({ keepAliveTimeout: 60_000 })
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const { port } = server.address() as AddressInfo // it listens
const origin = `http://127.0.0.1:${port}/`

// Links carry the published address, which is not this computer’s.
cpSync(join(root, 'dist'), folder, { recursive: true })
for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  const file = join(entry.parentPath, entry.name)
  if (entry.isFile() && /\.(?:md|txt|html|xml)$/.test(file))
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(siteUrl.replace(/\/?$/, '/'), origin))
}

const send = async (response: ServerResponse, status: number, page: Page | undefined): Promise<void> => {
  response.writeHead(status, {
    'Content-Type': page?.type ?? 'text/plain',
    Vary: 'Accept',
    'Cache-Control': 'no-store',
  })
  response.end(await page?.body())
}

const answer = async (pages: Pages, { url, headers }: IncomingMessage, response: ServerResponse): Promise<void> => {
  const path = decodeURIComponent(new URL(url ?? '/', origin).pathname)
  const moved = pages.folder(path)
  const found = prefersMarkdown(headers.accept ?? '') ? (pages.markdown(path) ?? pages.find(path)) : pages.find(path)
  if (found !== undefined) return send(response, 200, found)
  if (moved === undefined) return send(response, 404, pages.missing)
  response.writeHead(308, { Location: moved }).end()
}

const pages = await indexPages(folder)
server.on('request', (request, response) => void answer(pages, request, response))
const addresses = pageNames.map((name) => (name === 'index' ? origin : `${origin}${name}/`))
const controls = ['no-runner', 'replay', 'controls', 'notice'].map((part) => `[data-part="${part}"]`).join(',')
const check = spawn(
  join(root, 'node_modules/.bin/afdocs'),
  // Of the panel that runs a guide, what can be pressed, and what says how.
  [
    ...['check', origin, '--format', 'scorecard', '--parity-exclusions', controls],
    // Pages about runs, which are made for each guide.
    ...['--coverage-exclusions', '**/evidence/**', '--urls', addresses.join(',')],
    ...process.argv.slice(2),
  ],
  { stdio: 'inherit' },
)
process.exitCode = await new Promise<number>((resolve) => check.once('exit', (code) => resolve(code ?? 1)))
server.close()
rmSync(folder, { recursive: true, force: true })
