import { guardIsLeft, readSystem } from './apt.mjs'
import { downloadBrowser, hasDownloadedBrowser } from './browser.mjs'
import { SetupError } from './errors.mjs'
import { whileLocked } from './lock.mjs'
import { linkPrograms } from './links.mjs'
import { installModules, modulesAreCurrent } from './modules.mjs'
import { finishInterrupted, installPrograms, missingFiles } from './packages.mjs'
import { probePrograms } from './probe.mjs'
import { neededPrograms } from './programs.mjs'
import { say } from './say.mjs'

/** @typedef {import('./packages.mjs').Surroundings} Surroundings */

/** @param {ReadonlySet<import('./programs.mjs').Use>} uses @param {Surroundings} surroundings */
const findLacking = async (uses, { platform, places, memory }) => {
  const found = await probePrograms(neededPrograms(uses, platform), { places, memory })
  return [...found.filter(({ state }) => state !== 'ok'), ...(platform === 'linux' ? missingFiles(uses) : [])]
}

/** Only Debian itself packs Chromium as a program. @param {Surroundings} surroundings */
const packsBrowser = ({ etc, platform }) => platform === 'linux' && readSystem(etc).id === 'debian'

/** @param {ReadonlySet<import('./programs.mjs').Use>} uses @param {Surroundings} surroundings */
const mustDownloadBrowser = async (uses, surroundings) =>
  uses.has('browser') && !packsBrowser(surroundings) && !hasDownloadedBrowser(surroundings) && (await findLacking(new Set(['browser']), surroundings)).length > 0

/** A comparison that cannot be had is left out of the measurement. @param {import('./probe.mjs').Found} found */
const isNeeded = ({ program }) => program.use !== 'comparison'

/** @param {ReadonlySet<import('./programs.mjs').Use>} uses @param {Surroundings} surroundings */
const installLacking = async (uses, surroundings) => {
  const lacking = await findLacking(uses, surroundings)
  if (lacking.length === 0) return
  try {
    await installPrograms(lacking, surroundings)
  } catch (error) {
    if (!(error instanceof SetupError) || error.exitCode !== 3 || lacking.some(isNeeded)) throw error
    say(error.message)
  }
  const still = (await findLacking(uses, surroundings)).filter((found) => isNeeded(found) && isObtainable(surroundings.platform)(found))
  if (still.length > 0) throw new SetupError(`Still missing after the installation: ${still.map(({ program }) => program.names[0]).join(', ')}`, 'npx shipshape doctor')
}

/** What set-up can do nothing about on a Mac is told by the doctor. @param {NodeJS.Platform} platform */
const isObtainable = (platform) => (/** @type {import('./probe.mjs').Found} */ { program }) => platform !== 'darwin' || program.homebrew !== undefined

/**
 * Makes sure of the programs and the npm packages. Cheap when nothing is missing: then no lock is taken either.
 * @param {ReadonlySet<import('./programs.mjs').Use>} uses
 * @param {Surroundings} surroundings
 */
export const setUp = async (uses, surroundings) => {
  const { root, log, places, env, lock, platform, guard } = surroundings
  const download = await mustDownloadBrowser(uses, surroundings)
  const packed = packsBrowser(surroundings) ? uses : new Set([...uses].filter((use) => use !== 'browser'))
  const lacking = (await findLacking(packed, surroundings)).filter(isObtainable(platform))
  if (lacking.length === 0 && modulesAreCurrent(root) && !guardIsLeft(guard) && !download) return linkPrograms(root)
  await whileLocked(lock, places, async () => {
    await finishInterrupted(surroundings)
    await installLacking(packed, surroundings)
    if (!modulesAreCurrent(root)) await installModules({ root, log, places, env })
    linkPrograms(root)
    if (download) await downloadBrowser(surroundings)
  })
  say('Set-up is complete.')
}
