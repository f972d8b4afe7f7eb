import { startServer } from '../../../runner/server.ts'
import { targets } from '../../../runner/targets/index.ts'
import { playbooks } from '../../fixtures/all-guides.ts'
import { temporaryFolder } from '../../fixtures/execute.ts'
import { type GuidePage, launchBrowser, openGuide, type Watched, watchedContext } from './browser.ts'
import { builtSite } from './built-site.ts'

/** A guide's page in a browser, served by a runner that runs it on a real machine. */
export interface GuideOnLab extends AsyncDisposable, Pick<Watched, 'troubles'> {
  readonly guide: GuidePage
}

export const openOnLab = async (id: string): Promise<GuideOnLab> => {
  const state = temporaryFolder()
  const server = await startServer({
    port: 0,
    dist: await builtSite(),
    state,
    playbooks,
    targets,
    onLog: () => undefined,
  })
  const browser = await launchBrowser()
  const { context, troubles } = await watchedContext(browser)
  return {
    guide: await openGuide(context, server.address, id),
    troubles,
    [Symbol.asyncDispose]: async () => {
      await browser.close()
      await server.close()
    },
  }
}
