import type { Browser, BrowserContextOptions } from 'playwright'
import { test as plain } from 'vitest'
import { type GuidePage, type Watched, launchBrowser, openGuide, watchedContext } from './browser.ts'
import { type Rehearsed, serveRehearsal } from './rehearsed.ts'
import type { Rehearsal } from './truthful-target.ts'

/** The guide boot2docker in a browser, served by a runner that rehearses it. */
export interface Opened {
  readonly rehearsed: Rehearsed
  readonly watched: Watched
  readonly guide: GuidePage
}

export type OpenRehearsal = (rehearsal?: Rehearsal, options?: BrowserContextOptions) => Promise<Opened>

interface Fixtures {
  /** One for all tests of a file, started by the first of them that wants it. */
  readonly browser: Browser
  /** Opens the guide; what was opened is closed when the test ends, however it ends. */
  readonly open: OpenRehearsal
}

/** A test with a browser, and with a runner for its page. */
export const test = plain.extend<Fixtures>({
  browser: [
    async ({}, use) => {
      const browser = await launchBrowser()
      await use(browser)
      await browser.close()
    },
    { scope: 'file' },
  ],
  open: async ({ browser }, use) => {
    const closing: (() => Promise<void>)[] = []
    await use(async (rehearsal = {}, options = {}) => {
      const rehearsed = await serveRehearsal(rehearsal)
      closing.push(rehearsed.close)
      const watched = await watchedContext(browser, options)
      closing.push(() => watched.context.close())
      const guide = await openGuide(watched.context, rehearsed.server.address, 'boot2docker')
      return { rehearsed, watched, guide }
    })
    // A page first, then its runner.
    for (const close of closing.reverse()) await close()
  },
})
