import { SetupError } from './errors.mjs'
import { jobFor } from './jobs.mjs'
import { whileLocked } from './lock.mjs'
import { nodeProgram } from './modules.mjs'
import { say } from './say.mjs'
import { ensureModules, ensurePrograms } from './setup.mjs'
import { buildSite, siteIsCurrent } from './site.mjs'
import { listenForSignals, runInPlace } from './spawn.mjs'
import { jobEnvironment, root, environmentOf } from './environment.mjs'
import { exitCodes } from './exit-codes.mjs'

/**
 * The first thing that runs in an empty clone: plain JavaScript for whatever Node is there, until `npm ci` has brought
 * Node 24.
 */
const environment = environmentOf(process.env)
const jobEnv = jobEnvironment(environment)

/** @param {readonly string[]} command */
const onNode24 = (command) => runInPlace(nodeProgram(root), command, { env: jobEnv, cwd: root })

/** Two starts at once build it once. */
const ensureSite = async () => {
  if (siteIsCurrent(root)) return
  await whileLocked(environment.lock, environment.places, () => buildSite({ root, log: environment.log, env: jobEnv }))
}

/** @param {SetupError} error */
const show = (error) => say(`\n${error.message}\nRun this:\n\n${error.hint}\n`)

/**
 * Programs that cannot be had stop only what uses them: the job itself says what that is.
 * @param {import('./jobs.mjs').Job} job
 */
const tryPrograms = async ({ uses }) => {
  if (uses.size === 0) return
  try {
    await ensurePrograms(uses, environment)
  } catch (error) {
    if (!(error instanceof SetupError) || error.exitCode === exitCodes.cancelled) throw error
    show(error)
  }
}

/** Answers the exit code of a person's Ctrl-C; any other trouble is told there, and blocks only what uses it. */
const prepareLab = async () =>
  (await onNode24(['runner/bin/shipshape.mjs', 'lab', 'build'])) === exitCodes.cancelled
    ? exitCodes.cancelled
    : undefined

/** @param {string | undefined} name @param {readonly string[]} args */
const main = async (name, args) => {
  const job = jobFor(name, args)
  if (job === undefined)
    throw new SetupError(
      `There is no job “${name ?? ''}”. The jobs are start, verify, test, bench and mutation.`,
      'npm start',
      exitCodes.usage,
    )
  await ensureModules(environment)
  await tryPrograms(job)
  if (job.lab && (await prepareLab()) === exitCodes.cancelled) return exitCodes.cancelled
  if (job.site) await ensureSite()
  return onNode24(job.command)
}

listenForSignals()
try {
  const [name, ...args] = process.argv.slice(2)
  process.exitCode = await main(name, args)
} catch (error) {
  if (!(error instanceof SetupError)) throw error
  show(error)
  process.exitCode = error.exitCode
}
