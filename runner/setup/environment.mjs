import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { searchPlaces } from './probe.mjs'

/** @typedef {import('./spawn.mjs').Environment} Environment */

/** The checkout. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * The same as in `runner/paths.ts`, which a Node before 24 cannot run.
 * @param {Environment} env @param {string} own @param {string} xdg @param {string} fallback
 */
const folder = (env, own, xdg, fallback) =>
  env[own] ?? join(env[xdg] ?? join(env['HOME'] ?? homedir(), fallback), 'shipshape')

/**
 * This computer's environment for set-up.
 * @param {Environment} env
 * @returns {import('./packages.mjs').Environment}
 */
export const environmentOf = (env) => {
  const state = folder(env, 'SHIPSHAPE_STATE', 'XDG_STATE_HOME', '.local/state')
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
    memory: join(folder(env, 'SHIPSHAPE_CACHE', 'XDG_CACHE_HOME', '.cache'), 'programs.json'),
    lock: join(state, 'setup.lock'),
  }
}

/** Node 24 first, and the places where Debian keeps `ip` and `mke2fs` last. @param {Pick<import('./packages.mjs').Environment, 'env' | 'places' | 'root'>} environment */
export const jobEnvironment = ({ env, places, root: checkout }) => ({
  ...env,
  PATH: [join(checkout, 'node_modules', '.bin'), ...places].join(delimiter),
  ASTRO_TELEMETRY_DISABLED: '1',
})
