import { readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { SetupError } from './errors.mjs'
import { nodeProgram } from './modules.mjs'
import { runLogged, stoppedBy } from './spawn.mjs'
import { outputOf } from './packages.mjs'
import { exitCodes } from './exit-codes.mjs'

/**
 * Where no package has Chromium as a program (Ubuntu's is a snap, a Mac has none), Playwright downloads its own.
 *
 * @typedef {import('./packages.mjs').Environment} Environment
 */

/**
 * https://playwright.dev/docs/browsers#managing-browser-binaries
 * @param {Pick<Environment, 'env' | 'platform'>} environment
 */
const downloadFolder = ({ env, platform }) =>
  env['PLAYWRIGHT_BROWSERS_PATH'] ??
  join(env['HOME'] ?? homedir(), platform === 'darwin' ? 'Library/Caches' : '.cache', 'ms-playwright')

/** @param {Pick<Environment, 'env' | 'platform'>} environment */
export const hasDownloadedBrowser = (environment) => {
  try {
    return readdirSync(downloadFolder(environment)).some((name) => name.startsWith('chromium'))
  } catch {
    // There is no folder, and so no browser.
    return false
  }
}

/** Needs `npm ci` to have run. @param {Environment} environment */
export const downloadBrowser = async (environment) => {
  const { root, log, env, places, platform } = environment
  const args = ['install', ...(platform === 'linux' ? ['--with-deps'] : []), 'chromium']
  await outputOf(environment).during(`Downloading a browser for the tests (playwright ${args.join(' ')})`, async () => {
    const program = join(root, 'node_modules', 'playwright', 'cli.js')
    const { code, words } = await runLogged(nodeProgram(root), [program, ...args], {
      cwd: root,
      log,
      env: { ...env, PATH: places.join(':') },
    })
    if (stoppedBy() !== undefined)
      throw new SetupError('Stopped. The next start begins the download again.', 'npm test', exitCodes.cancelled)
    if (code !== 0)
      throw new SetupError(
        `Playwright ended with exit code ${code} (all of it is in ${log}):\n${words}`,
        `npx playwright ${args.join(' ')}`,
      )
  })
}
