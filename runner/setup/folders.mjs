import { homedir } from 'node:os'
import { join } from 'node:path'

/** @typedef {Readonly<Record<string, string | undefined>>} Environment */

/** @param {Environment} env @param {string} own @param {string} xdg @param {string} fallback */
const under = (env, own, xdg, fallback) =>
  env[own] ?? join(env[xdg] ?? join(env['HOME'] ?? homedir(), fallback), 'shipshape')

/**
 * What can be made again: images, registry, prepared machines. XDG Base Directory Specification, `XDG_CACHE_HOME`.
 * @param {Environment} [env]
 */
export const cacheDir = (env = process.env) => under(env, 'SHIPSHAPE_CACHE', 'XDG_CACHE_HOME', '.cache')

/**
 * Where Node keeps our own compiled code: to strip its types again takes most of a start.
 * @param {Environment} [env]
 */
export const compiledDir = (env = process.env) => join(cacheDir(env), 'compiled')

/**
 * What happened here: journals, locks, tokens. XDG Base Directory Specification, `XDG_STATE_HOME`.
 * @param {Environment} [env]
 */
export const stateDir = (env = process.env) => under(env, 'SHIPSHAPE_STATE', 'XDG_STATE_HOME', '.local/state')
