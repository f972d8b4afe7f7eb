import { guardIsLeft, readSystem } from './apt.mjs'
import { downloadBrowser, hasDownloadedBrowser } from './browser.mjs'
import { SetupError } from './errors.mjs'
import { whileLocked } from './lock.mjs'
import { linkPrograms } from './links.mjs'
import { installModules, modulesAreCurrent } from './modules.mjs'
import { finishInterrupted, installPrograms, outputOf } from './packages.mjs'
import { probePrograms } from './probe.mjs'
import { neededPrograms } from './programs.mjs'

/**
 * @typedef {import('./packages.mjs').Environment} Environment
 * @typedef {ReadonlySet<import('./programs.mjs').Use>} Uses
 * @typedef {import('./probe.mjs').Found} Found
 */

/** @param {Uses} uses @param {Environment} environment */
const findMissing = async (uses, { platform, places, memory }) => {
  const found = await probePrograms(neededPrograms(uses, platform), { places, memory })
  return found.filter(({ state }) => state !== 'ok')
}

/** Only Debian packages Chromium as a program. @param {Environment} environment */
const packsBrowser = ({ etc, platform }) => platform === 'linux' && readSystem(etc).id === 'debian'

/** @param {Uses} uses @param {Environment} environment */
const mustDownloadBrowser = async (uses, environment) =>
  uses.has('browser') &&
  !packsBrowser(environment) &&
  !hasDownloadedBrowser(environment) &&
  (await findMissing(new Set(['browser']), environment)).length > 0

/** @param {Uses} uses @param {Environment} environment */
const packedUses = (uses, environment) =>
  packsBrowser(environment) ? uses : new Set([...uses].filter((use) => use !== 'browser'))

/** A missing program for comparison is left out of the measurement. @param {Found} found */
const isNeeded = ({ program }) => program.use !== 'comparison'

/** Whether set-up can install it; on a Mac, the doctor reports the others. @param {NodeJS.Platform} platform */
const isObtainable =
  (platform) =>
  (/** @type {Found} */ { program }) =>
    platform !== 'darwin' || program.homebrew !== undefined

/** @param {Uses} uses @param {Environment} environment */
const installMissing = async (uses, environment) => {
  const missing = await findMissing(uses, environment)
  if (missing.length === 0) return
  try {
    await installPrograms(missing, environment)
  } catch (error) {
    if (!(error instanceof SetupError) || error.exitCode !== 3 || missing.some(isNeeded)) throw error
    outputOf(environment).say(error.message)
  }
  const still = (await findMissing(uses, environment)).filter(
    (found) => isNeeded(found) && isObtainable(environment.platform)(found),
  )
  if (still.length > 0)
    throw new SetupError(stillMissing(still.map(({ program }) => program.names[0]).join(', ')), 'npx shipshape doctor')
}

/** @param {string} names */
const stillMissing = (names) => ({
  en: `Still missing after the installation: ${names}`,
  'zh-cn': `安装之后仍然缺少：${names}`,
})

/**
 * The names of the missing programs that set-up can install. Needs no root.
 * @param {Uses} uses
 * @param {Environment} environment
 * @returns {Promise<readonly string[]>}
 */
export const missingPrograms = async (uses, environment) => {
  const missing = (await findMissing(packedUses(uses, environment), environment)).filter(
    isObtainable(environment.platform),
  )
  return missing.map(({ program }) => program.names[0])
}

/**
 * Ensures that the npm packages are installed. Cheap when nothing is missing: then no lock is taken either.
 * @param {Environment} environment
 */
export const ensureModules = async ({ root, log, places, env, lock }) => {
  if (!modulesAreCurrent(root)) {
    await whileLocked(lock, places, async () => {
      if (!modulesAreCurrent(root)) await installModules({ root, log, places, env })
    })
  }
  linkPrograms(root)
}

/**
 * Ensures that the programs of the OS are installed; Playwright's browser needs the npm packages. Cheap when
 * nothing is missing: then no lock is taken either.
 * @param {Uses} uses
 * @param {Environment} environment
 */
export const ensurePrograms = async (uses, environment) => {
  const { places, lock, guard } = environment
  const download = await mustDownloadBrowser(uses, environment)
  if ((await missingPrograms(uses, environment)).length === 0 && !guardIsLeft(guard) && !download) return
  await whileLocked(lock, places, async () => {
    await finishInterrupted(environment)
    await installMissing(packedUses(uses, environment), environment)
    if (download) await downloadBrowser(environment)
  })
}
