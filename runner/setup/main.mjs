import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { SetupError } from './errors.mjs'
import { jobFor } from './jobs.mjs'
import { nodeProgram } from './modules.mjs'
import { searchPlaces } from './probe.mjs'
import { say } from './say.mjs'
import { setUp } from './setup.mjs'
import { buildSite } from './site.mjs'
import { runInPlace } from './spawn.mjs'

/** The first thing that runs in an empty clone: plain JavaScript for whatever Node is there, until `npm ci` has brought Node 24. */
const root = fileURLToPath(new URL('../..', import.meta.url))
const { env } = process

/** As `runner/paths.ts`, which this Node cannot read. @param {string} own @param {string} xdg @param {string} fallback */
const folder = (own, xdg, fallback) => env[own] ?? join(env[xdg] ?? join(env['HOME'] ?? homedir(), fallback), 'shipshape')

const places = searchPlaces(env)
const state = folder('SHIPSHAPE_STATE', 'XDG_STATE_HOME', '.local/state')

const surroundings = {
  env, etc: '/etc', guard: '/usr/sbin/policy-rc.d', places, root,
  platform: process.platform,
  uid: process.getuid?.(),
  isTerminal: process.stdin.isTTY === true && process.stderr.isTTY === true && env['CI'] === undefined,
  log: join(state, 'setup.log'),
  memory: join(folder('SHIPSHAPE_CACHE', 'XDG_CACHE_HOME', '.cache'), 'programs.json'),
  lock: join(state, 'setup.lock'),
}

/** Node 24 first, and the places where Debian keeps `ip` and `mke2fs` last. */
const jobEnv = { ...env, PATH: [join(root, 'node_modules', '.bin'), ...places].join(delimiter), ASTRO_TELEMETRY_DISABLED: '1' }

/** @param {readonly string[]} command */
const onNode24 = (command) => runInPlace(nodeProgram(root), command, { env: jobEnv, cwd: root })

/** @param {string | undefined} name @param {readonly string[]} args */
const main = async (name, args) => {
  const job = jobFor(name, args)
  if (job === undefined) throw new SetupError(`There is no job “${name ?? ''}”. The jobs are start, verify, test, bench and mutation.`, 'npm start', 64)
  await setUp(job.uses, surroundings)
  if (job.lab) {
    const code = await onNode24(['runner/bin/shipshape.mjs', 'lab', 'build'])
    if (code !== 0) return code
  }
  if (job.site) await buildSite({ root, log: surroundings.log, env: jobEnv })
  return onNode24(job.command)
}

try {
  const [name, ...args] = process.argv.slice(2)
  process.exitCode = await main(name, args)
} catch (error) {
  if (!(error instanceof SetupError)) throw error
  say(`\n${error.message}\nRun this:\n\n${error.hint}\n`)
  process.exitCode = error.exitCode
}
