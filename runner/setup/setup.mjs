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
 * @typedef {import('./packages.mjs').Surroundings} Surroundings
 * @typedef {ReadonlySet<import('./programs.mjs').Use>} Uses
 * @typedef {import('./probe.mjs').Found} Found
 */

/** @param {Uses} uses @param {Surroundings} surroundings */
const findLacking = async (uses, { platform, places, memory }) => {
  const found = await probePrograms(neededPrograms(uses, platform), { places, memory })
  return found.filter(({ state }) => state !== 'ok')
}

/** Only Debian itself packs Chromium as a program. @param {Surroundings} surroundings */
const packsBrowser = ({ etc, platform }) => platform === 'linux' && readSystem(etc).id === 'debian'

/** @param {Uses} uses @param {Surroundings} surroundings */
const mustDownloadBrowser = async (uses, surroundings) =>
  uses.has('browser') &&
  !packsBrowser(surroundings) &&
  !hasDownloadedBrowser(surroundings) &&
  (await findLacking(new Set(['browser']), surroundings)).length > 0

/** @param {Uses} uses @param {Surroundings} surroundings */
const packedUses = (uses, surroundings) =>
  packsBrowser(surroundings) ? uses : new Set([...uses].filter((use) => use !== 'browser'))

/** A comparison that cannot be had is left out of the measurement. @param {Found} found */
const isNeeded = ({ program }) => program.use !== 'comparison'

/** What set-up can do nothing about on a Mac is told by the doctor. @param {NodeJS.Platform} platform */
const isObtainable =
  (platform) =>
  (/** @type {Found} */ { program }) =>
    platform !== 'darwin' || program.homebrew !== undefined

/** @param {Uses} uses @param {Surroundings} surroundings */
const installLacking = async (uses, surroundings) => {
  const lacking = await findLacking(uses, surroundings)
  if (lacking.length === 0) return
  try {
    await installPrograms(lacking, surroundings)
  } catch (error) {
    if (!(error instanceof SetupError) || error.exitCode !== 3 || lacking.some(isNeeded)) throw error
    outputOf(surroundings).say(error.message)
  }
  const still = (await findLacking(uses, surroundings)).filter(
    (found) => isNeeded(found) && isObtainable(surroundings.platform)(found),
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
 * The names of the programs that are missing and that set-up can do something about. Needs no root.
 * @param {Uses} uses
 * @param {Surroundings} surroundings
 * @returns {Promise<readonly string[]>}
 */
export const missingPrograms = async (uses, surroundings) => {
  const lacking = (await findLacking(packedUses(uses, surroundings), surroundings)).filter(
    isObtainable(surroundings.platform),
  )
  return lacking.map(({ program }) => program.names[0])
}

/**
 * Makes sure of the npm packages. Cheap when nothing is missing: then no lock is taken either.
 * @param {Surroundings} surroundings
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
 * Makes sure of the programs of the system; needs the npm packages for a browser that no package brings. Cheap when
 * nothing is missing: then no lock is taken either.
 * @param {Uses} uses
 * @param {Surroundings} surroundings
 */
export const ensurePrograms = async (uses, surroundings) => {
  const { places, lock, guard } = surroundings
  const download = await mustDownloadBrowser(uses, surroundings)
  if ((await missingPrograms(uses, surroundings)).length === 0 && !guardIsLeft(guard) && !download) return
  await whileLocked(lock, places, async () => {
    await finishInterrupted(surroundings)
    await installLacking(packedUses(uses, surroundings), surroundings)
    if (download) await downloadBrowser(surroundings)
  })
}
