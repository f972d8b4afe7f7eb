import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { HtmlValidate } from 'html-validate'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort } from '../../fixtures/free-port.ts'
import { pagesOf } from '../../pictures/pages.ts'
import { builtSite } from '../support/built-site.ts'
import { launchBrowser } from '../support/browser.ts'
import { serveStatic, type StaticServer } from '../support/static-server.ts'
import { judge } from './lighthouse.ts'

const site = await builtSite()
const pages = await pagesOf(site)
/** Each kind of page once: Chinese ones differ from them in their texts. */
const english = pages.filter((path) => !path.startsWith('/zh-cn/'))

let server: StaticServer
let port: number
let browser: Browser
beforeAll(async () => {
  server = await serveStatic(site, { compress: true })
  port = await freePort()
  // As on a public host, where no page looks for a runner.
  browser = await launchBrowser(['--host-resolver-rules=MAP plain.test 127.0.0.1', `--remote-debugging-port=${port}`])
})
afterAll(async () => {
  await browser.close()
  await server.close()
})

const urlOf = (path: string): string => `http://plain.test:${new URL(server.origin).port}${path}`

test.each(pages)('%s is valid HTML', async (path) => {
  const validator = new HtmlValidate({ extends: ['html-validate:standard'] })
  const { results } = await validator.validateString(readFileSync(join(site, path, 'index.html'), 'utf8'))
  expect(results.flatMap(({ messages }) => messages.map(({ line, message }) => `${line}: ${message}`))).toEqual([])
})

describe.each(['light', 'dark'] as const)('in %s, axe finds nothing', (colorScheme) => {
  test.each([...english, '/zh-cn/', '/zh-cn/boot2docker/'])('on %s', async (path) => {
    await using context = await browser.newContext({ colorScheme })
    const page = await context.newPage()
    await page.goto(urlOf(path), { waitUntil: 'networkidle' })
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
  })
})

// `npm run budgets` asks for all pages, and for their speed.
const kinds = ['/', '/zh-cn/', '/boot2docker/', '/windows-on-fusion/', '/choose/', '/troubleshooting/', '/evidence/']

test.each(kinds)(
  'Lighthouse gives %s every point for what does not depend on speed, and nothing moves',
  async (path) => {
    const { scores, weak, cls } = await judge(urlOf(path), port, ['accessibility', 'best-practices', 'seo'])
    expect({ scores, weak }).toEqual({ scores: { accessibility: 100, 'best-practices': 100, seo: 100 }, weak: [] })
    expect(cls).toBe(0)
  },
)
