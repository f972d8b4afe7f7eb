import type { Browser } from 'playwright'
import { launchBrowser } from './browser.ts'
import { builtSite } from './built-site.ts'
import { serveStatic, type StaticServer } from './static-server.ts'

/** The built site on a public host, where no page looks for a runner, and a browser. */
export interface PublishedSite {
  readonly browser: Browser
  readonly server: StaticServer
  readonly urlOf: (path: string) => string
  readonly close: () => Promise<void>
}

export const publishSite = async (): Promise<PublishedSite> => {
  const server = await serveStatic(await builtSite())
  const browser = await launchBrowser(['--host-resolver-rules=MAP plain.test 127.0.0.1'])
  return {
    browser,
    server,
    urlOf: (path) => `http://plain.test:${new URL(server.origin).port}${path}`,
    close: async () => {
      await browser.close()
      await server.close()
    },
  }
}
