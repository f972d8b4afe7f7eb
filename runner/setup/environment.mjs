import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cacheDir, stateDir } from './folders.mjs'
import { searchPlaces } from './probe.mjs'

/** @typedef {import('./spawn.mjs').Environment} Environment */

/** The checkout. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * This computer, as set-up sees it.
 * @param {Environment} env
 * @returns {import('./packages.mjs').Environment}
 */
export const environmentOf = (env) => {
  const state = stateDir(env)
  return {
    env,
    root,
    etc: '/etc',
    guard: '/usr/sbin/policy-rc.d',
    places: searchPlaces(env),
    platform: process.platform,
    uid: process.getuid?.(),
    isTerminal: process.stdin.isTTY === true && process.stderr.isTTY === true && env['CI'] === undefined,
    log: join(state, 'setup.log'),
    memory: join(cacheDir(env), 'programs.json'),
    lock: join(state, 'setup.lock'),
  }
}

/**
 * Node 24 first, and the places where Debian keeps `ip` and `mke2fs` last.
 * @param {Pick<import('./packages.mjs').Environment, 'env' | 'places' | 'root'>} environment
 */
export const jobEnvironment = ({ env, places, root: checkout }) => ({
  ...env,
  PATH: [join(checkout, 'node_modules', '.bin'), ...places].join(delimiter),
  ASTRO_TELEMETRY_DISABLED: '1',
})
