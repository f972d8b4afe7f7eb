import { readdir } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Browser, Page } from 'playwright'
import { builtSite } from './support/built-site.ts'
import { launchBrowser } from './support/browser.ts'
import { serveStatic, type StaticServer } from './support/static-server.ts'

/** What a reader's browser has loaded of a page before any click, in bytes after gzip. */
interface Weight {
  readonly page: string
  readonly all: number
  readonly script: number
  readonly elements: number
}

const kilobyte = 1024
const mostScript = 25 * kilobyte

const mostBytes = (page: string): number => (/^\/(zh-cn\/)?$/.test(page) ? 30 : 60) * kilobyte

/** A transcript is read after a click on a mark, and has every line of a run. */
const mostElements = (page: string): number => (page.includes('transcript') ? 3_000 : 2_000)

let browser: Browser
let server: StaticServer
beforeAll(async () => {
  server = await serveStatic(await builtSite())
  // As on a public host, where no page looks for a runner.
  browser = await launchBrowser(['--host-resolver-rules=MAP plain.test 127.0.0.1'])
})
afterAll(async () => {
  await browser.close()
  await server.close()
})

const weigh = async (page: Page, path: string): Promise<Weight> => {
  const loaded: Promise<readonly [type: string, bytes: number]>[] = []
  const listen = (response: Awaited<ReturnType<Page['waitForResponse']>>): void => {
    const type = response.request().resourceType()
    if (['document', 'script', 'stylesheet', 'fetch', 'image', 'font'].includes(type))
      loaded.push(response.body().then((body) => [type, gzipSync(body).length]))
  }
  page.on('response', listen)
  await page.goto(`http://plain.test:${new URL(server.origin).port}${path}`, { waitUntil: 'networkidle' })
  page.off('response', listen)
  const sizes = await Promise.all(loaded)
  const sum = (types?: string): number =>
    sizes.reduce((all, [type, bytes]) => (types === undefined || types === type ? all + bytes : all), 0)
  const elements = await page.evaluate(() => document.querySelectorAll('*').length)
  return { page: path, all: sum(), script: sum('script'), elements }
}

test('each page is light before a click', async () => {
  const files = (await readdir(await builtSite(), { recursive: true })).filter((file) => file.endsWith('index.html'))
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  const weights: Weight[] = []
  for (const file of files.sort()) weights.push(await weigh(page, `/${file.replace('index.html', '')}`))
  console.table(weights)
  expect(weights.length).toBeGreaterThan(15)
  expect(weights.filter(({ page, all }) => all > mostBytes(page))).toEqual([])
  expect(weights.filter(({ script }) => script > mostScript)).toEqual([])
  expect(weights.filter(({ page: path, elements }) => elements > mostElements(path))).toEqual([])
})
