import { createInterface } from 'node:readline/promises'
import { existsSync } from 'node:fs'
import { guardIsLeft, isHalfDone, readAptFacts, readSystem } from './apt.mjs'
import { SetupError } from './errors.mjs'
import { guessOffers, planPackages, repairLine, updateLine } from './plan.mjs'
import { fileTable } from './programs.mjs'
import { asCommand, runAsRoot, wayToRoot } from './root.mjs'
import { say, telling } from './say.mjs'
import { stoppedBy } from './spawn.mjs'

/**
 * @typedef {import('./probe.mjs').Found} Found
 * @typedef {object} Surroundings  all that set-up takes from outside, so that a test brings its own
 * @property {import('./spawn.mjs').Environment} env
 * @property {string} etc
 * @property {string} guard  invoke-rc.d(8)'s policy layer
 * @property {readonly string[]} places  where programs are looked for
 * @property {NodeJS.Platform} platform
 * @property {number | undefined} uid
 * @property {boolean} isTerminal  there is a person to ask
 * @property {string} log
 * @property {string} root  the checkout
 * @property {string} memory  where versions are remembered
 * @property {string} lock
 */

/** @param {Found} found */
const trouble = ({ program, state, version, path }) => {
  if (state === 'too-old') return `${program.names[0]} (version ${version} is here, ${program.least} or newer is needed)`
  return state === 'does-not-start' ? `${program.names[0]} (${path} does not start)` : program.names[0]
}

/** @param {readonly Found[]} lacking */
export const announcement = (lacking) => {
  const names = lacking.map(trouble)
  const width = Math.max(...names.map((name) => name.length))
  return ['This computer lacks:', ...lacking.map(({ program }, at) => `  ${(names[at] ?? '').padEnd(width)}  ${program.why}`)].join('\n')
}

/** @param {boolean} isTerminal */
const agreed = async (isTerminal) => {
  if (!isTerminal) return true
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  terminal.once('SIGINT', () => terminal.close())
  const left = new Promise((_, reject) => terminal.once('close', () => reject(new SetupError('Stopped. Nothing was installed.', 'npm start', 130))))
  const answer = await Promise.race([terminal.question('Install it now? [Y/n] '), left])
  left.catch(() => undefined) // closing it now is no wish to stop
  terminal.close()
  return !/^\s*n/i.test(String(answer))
}

/** @param {readonly Found[]} lacking @returns {readonly import('./plan.mjs').Wanted[]} */
const wantedPackages = (lacking) => lacking.flatMap(({ program: { debian, least, services } }) =>
  debian === undefined ? [] : [{ packages: debian, ...(least === undefined ? {} : { least }), ...(services === undefined ? {} : { services }) }])

/** @param {readonly string[]} lines @param {Surroundings} surroundings @param {readonly string[]} way @param {string} what */
const install = async (lines, surroundings, way, what) => {
  const { env, log, uid } = surroundings
  await telling(what, async () => {
    const { code, words } = await runAsRoot(way, lines, { env, log })
    if (stoppedBy() !== undefined) throw new SetupError('Stopped. What was begun is finished the next time.', 'npm start', 130)
    if (code !== 0) throw new SetupError(`The package manager ended with exit code ${code} (all of it is in ${log}):\n${words}`, asCommand(lines, uid))
  })
}

/** @param {readonly import('./plan.mjs').Wanted[]} wanted @param {Surroundings} surroundings @param {boolean} mayGuess */
const linesFor = async (wanted, surroundings, mayGuess) => {
  const facts = await readAptFacts([...new Set(wanted.flatMap(({ packages }) => packages))], surroundings)
  const plan = planPackages(wanted, mayGuess ? guessOffers(wanted, facts) : facts, surroundings)
  if ('blocked' in plan) throw new SetupError(plan.blocked, 'npx shipshape doctor')
  return plan.lines
}

/** @param {readonly Found[]} lacking @param {Surroundings} surroundings */
export const installWithApt = async (lacking, surroundings) => {
  const { env, uid } = surroundings
  const wanted = wantedPackages(lacking)
  const way = await wayToRoot(surroundings)
  const byHand = async () => asCommand([updateLine, ...(await linesFor(wanted, surroundings, true))], uid)
  if (way === undefined) throw new SetupError('Installing it needs root, and there is no sudo without a password here.', await byHand())
  if (!(await agreed(surroundings.isTerminal))) throw new SetupError('Nothing was installed.', await byHand())
  const repair = (await isHalfDone(env)) ? [repairLine] : []
  await install([...repair, updateLine], surroundings, way, 'Reading the package lists (apt-get update)')
  const lines = await linesFor(wanted, surroundings, false)
  for (const line of lines) say(`  ${line}`)
  await install(lines, surroundings, way, `Installing ${lacking.length === 1 ? 'it' : 'them'} (apt-get install)`)
}

/**
 * An installation that was killed has left its guard, under which no package's services start any more. It is taken away
 * even when its programs are all there.
 * @param {Surroundings} surroundings
 */
export const finishInterrupted = async (surroundings) => {
  const { guard, uid } = surroundings
  if (!guardIsLeft(guard)) return
  const lines = [`rm -f ${guard}`, repairLine]
  const way = await wayToRoot(surroundings)
  if (way === undefined) throw new SetupError('An installation was interrupted here. Finishing it needs root.', asCommand(lines, uid))
  await install(lines, surroundings, way, 'Finishing an installation that was interrupted')
}

/** @param {readonly Found[]} lacking @param {Surroundings} surroundings */
export const installWithHomebrew = async (lacking, surroundings) => {
  const formulas = [...new Set(lacking.flatMap(({ program }) => program.homebrew ?? []))]
  const command = `brew install ${formulas.join(' ')}`
  if (formulas.length === 0) return
  if (!surroundings.places.some((place) => existsSync(`${place}/brew`))) throw new SetupError('Installing it needs Homebrew: https://brew.sh', command)
  if (!(await agreed(surroundings.isTerminal))) throw new SetupError('Nothing was installed.', command)
  say(`  ${command}`)
  await install([command], surroundings, ['/usr/bin/env'], 'Installing (brew)')
}

/** Files that come in packages, looked for where they belong. @param {ReadonlySet<string>} uses @returns {readonly Found[]} */
export const missingFiles = (uses) => fileTable.filter(({ path, use }) => uses.has(use) && !existsSync(path)).map(({ path, why, use, debian }) => ({
  program: { names: [path], why, use, debian: [debian], on: ['linux'] }, state: 'missing',
}))

/** @param {readonly Found[]} lacking @param {Surroundings} surroundings */
export const installPrograms = async (lacking, surroundings) => {
  say(announcement(lacking))
  const system = readSystem(surroundings.etc)
  if (surroundings.platform === 'darwin') return installWithHomebrew(lacking, surroundings)
  if (surroundings.platform === 'linux' && system.hasApt) return installWithApt(lacking, surroundings)
  const packages = [...new Set(lacking.flatMap(({ program }) => program.debian?.[0] ?? program.names[0]))]
  throw new SetupError(`Set-up knows Debian, Ubuntu and Homebrew, not ${system.id} on ${surroundings.platform}. Debian names these packages: ${packages.join(' ')}`, 'npx shipshape doctor')
}
