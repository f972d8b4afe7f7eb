import { existsSync } from 'node:fs'
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Locator,
  type Page,
} from 'playwright'

/** The system's own where there is one; else the one that `playwright install` has brought. */
const systemChromium = '/usr/bin/chromium'

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export const launchBrowser = (more: readonly string[] = []): Promise<Browser> =>
  chromium.launch({
    args: [...flags, ...more],
    ...(existsSync(systemChromium) ? { executablePath: systemChromium } : {}),
  })

/** What a page must never do; each is a line for a person. */
export interface Watched {
  readonly context: BrowserContext
  readonly troubles: readonly string[]
  readonly urls: readonly string[]
}

/** A fresh profile, in which everything that a page does wrong is written down. */
export const watchedContext = async (browser: Browser, options: BrowserContextOptions = {}): Promise<Watched> => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
  const troubles: string[] = []
  const urls: string[] = []
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) =>
      console.error(`CSP: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
    )
  })
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()))
      troubles.push(`console: ${message.text()} ${message.location().url}`)
  })
  context.on('weberror', (error) => troubles.push(`error: ${String(error.error())}`))
  context.on('dialog', (dialog) => (troubles.push(`dialog: ${dialog.message()}`), void dialog.dismiss()))
  context.on('request', (request) => urls.push(request.url()))
  return { context, troubles, urls }
}

/** A guide's page, driven as a reader drives it. */
export interface GuidePage {
  readonly page: Page
  readonly runAll: () => Promise<void>
  readonly runOnly: (step: string) => Promise<void>
  readonly runTo: (step: string) => Promise<void>
  readonly cancel: () => Promise<void>
  /** `passed`, `failed` … as soon as the run has ended, by the word that the reader sees. */
  readonly ended: (withinMs?: number) => Promise<string>
  readonly waitForStep: (step: string, status: string, withinMs?: number) => Promise<void>
  /** The word beside each step; a step without one was not in the run. */
  readonly statuses: () => Promise<Readonly<Record<string, string>>>
  /** What stands beside each promise of a step: assertion, verdict, what was seen and expected. */
  readonly verdicts: (step: string) => Promise<readonly string[]>
  readonly textOf: (step: string) => Promise<string>
  readonly shownCommand: (step: string) => Promise<string>
}

const endings = ['passed', 'failed', 'broken', 'blocked', 'incomplete', 'cancelled']

/** Frames in which nothing has moved an element. A reader sees where a button is before pressing it. */
const stillFrames = 10

/** Scrolls to an element, and waits until what appears around it has taken its place. */
const scrollTo = async (element: Locator): Promise<void> => {
  await element.scrollIntoViewIfNeeded()
  await element.evaluate(async (node, frames) => {
    let [top, still] = [Number.NaN, 0]
    while (still < frames) {
      await new Promise(requestAnimationFrame)
      const now = node.getBoundingClientRect().top
      still = now === top ? still + 1 : 0
      top = now
    }
  }, stillFrames)
}

const drive = (page: Page): GuidePage => {
  const step = (id: string): string => `shipshape-step[data-step="${id}"]`
  const press = async (id: string, name: string): Promise<void> => {
    const button = page.locator(step(id)).getByRole('button', { name })
    await scrollTo(button)
    await button.click()
  }
  return {
    page,
    runAll: () => page.getByRole('button', { name: 'Run all' }).click(),
    runOnly: (id) => press(id, 'Run this step'),
    runTo: (id) => press(id, 'Run to here'),
    cancel: () => page.getByRole('button', { name: 'Cancel', exact: true }).click(),
    ended: async (withinMs = 100_000) => {
      const selector = endings.map((ending) => `shipshape-run[data-status="${ending}"]`).join(',')
      await page.locator(selector).waitFor({ timeout: withinMs })
      return (await page.locator('shipshape-run').getAttribute('data-status')) ?? ''
    },
    waitForStep: (id, status, withinMs = 60_000) =>
      page.locator(`${step(id)}[data-status="${status}"]`).waitFor({ timeout: withinMs }),
    statuses: () =>
      page.evaluate(() =>
        Object.fromEntries(
          [...document.querySelectorAll<HTMLElement>('shipshape-step')].map((each) => {
            const word = each.querySelector<HTMLElement>('[data-part="status"]')
            return [each.dataset['step'] ?? '', word?.hidden === false ? word.textContent : '']
          }),
        ),
      ),
    verdicts: (id) =>
      page
        .locator(`${step(id)} [data-part="checks"] li`)
        .allInnerTexts()
        .then((rows) => rows.map((row) => row.replaceAll(/\s*\n\s*/g, ' | '))),
    textOf: (id) => page.locator(step(id)).innerText(),
    shownCommand: async (id) =>
      (await page
        .locator(`${step(id)} [data-part="command"]`)
        .first()
        .textContent()) ?? '',
  }
}

/** Opens the link that the runner prints, then a guide, and waits until it can be run. */
export const openGuide = async (context: BrowserContext, address: string, guide: string): Promise<GuidePage> => {
  const page = await context.newPage()
  await page.goto(address)
  await page.goto(new URL(`/${guide}/`, address).href)
  await page.getByRole('button', { name: 'Run all' }).waitFor()
  return drive(page)
}

/** A guide's page as it is, paired or not. */
export const visitGuide = async (context: BrowserContext, origin: string, guide: string): Promise<GuidePage> => {
  const page = await context.newPage()
  await page.goto(new URL(`/${guide}/`, origin).href)
  return drive(page)
}
