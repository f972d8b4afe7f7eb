import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { parseArgs } from 'node:util'
import type { Browser } from 'playwright'
import { builtSite } from '../site/support/built-site.ts'
import { launchBrowser } from '../site/support/browser.ts'
import { serveStatic } from '../site/support/static-server.ts'
import { runTool } from '../tool.ts'
import { cardPage, cardSize } from './card.ts'
import { cardsOf, pagesOf } from './pages.ts'

const help = `Usage: npm run pictures -- [options]

Photographs every page of the built site at four widths, in both themes and languages.

Options:
  --out FOLDER  where to put them (pictures)
  --only TEXT   only pages whose address contains the text; may be given more than once
  --cards       make the Open Graph pictures in public/pictures instead; they are committed
  --help        show this

Example:
  $ npm run pictures -- --only boot2docker --out /tmp/pictures`

const widths = [1280, 768, 390, 320]
const themes = ['dark', 'light'] as const

const config = {
  options: {
    out: { type: 'string', default: 'pictures' },
    only: { type: 'string', multiple: true },
    cards: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
} as const
type Values = ReturnType<typeof parseArgs<typeof config>>['values']

const photographPages = async (
  browser: Browser,
  origin: string,
  paths: readonly string[],
  folder: string,
): Promise<void> => {
  mkdirSync(folder, { recursive: true })
  for (const colorScheme of themes)
    for (const width of widths) {
      const context = await browser.newContext({
        colorScheme,
        viewport: { width, height: 900 },
        reducedMotion: 'reduce',
      })
      for (const path of paths) {
        const page = await context.newPage()
        await page.goto(new URL(path, origin).href, { waitUntil: 'networkidle' })
        const name = path === '/' ? 'home' : path.replaceAll('/', ' ').trim().replaceAll(' ', '-')
        await page.screenshot({ path: join(folder, `${name}.${colorScheme}.${width}.png`), fullPage: true })
        await page.close()
        process.stderr.write(`${path} ${colorScheme} ${width}\n`)
      }
      await context.close()
    }
}

const photograph = async (browser: Browser, { out, only = [] }: Values): Promise<void> => {
  const site = await builtSite()
  await using served = await serveStatic(site)
  const paths = (await pagesOf(site)).filter((path) => only.length === 0 || only.some((text) => path.includes(text)))
  await photographPages(browser, served.origin, paths, out)
}

const makeCards = async (browser: Browser): Promise<void> => {
  const folder = 'public/pictures'
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const cards = await cardsOf()
  const page = await browser.newPage({ viewport: cardSize })
  for (const { name, ...card } of cards) {
    await page.setContent(cardPage(card))
    await page.screenshot({ path: join(folder, `${name}.png`) })
  }
  writeFileSync(join(folder, 'cards.json'), `${JSON.stringify(cards, undefined, 2)}\n`)
}

await runTool({
  name: 'pictures',
  help,
  config,
  run: async ({ values }) => {
    const browser = await launchBrowser()
    try {
      if (values.cards) await makeCards(browser)
      else await photograph(browser, values)
    } finally {
      await browser.close()
    }
    return 0
  },
})
