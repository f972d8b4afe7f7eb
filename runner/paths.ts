import { homedir } from 'node:os'
import { join } from 'node:path'

type Environment = Readonly<Record<string, string | undefined>>

const under = (env: Environment, own: string, xdg: string, fallback: string): string =>
  env[own] ?? join(env[xdg] ?? join(env['HOME'] ?? homedir(), fallback), 'shipshape')

/** The cache: images, stand-ins, prepared VMs. XDG Base Directory Specification, `XDG_CACHE_HOME`. */
export const cacheDir = (env: Environment = process.env): string =>
  under(env, 'SHIPSHAPE_CACHE', 'XDG_CACHE_HOME', '.cache')

/** Node's compile cache for our code: stripping the types again takes most of the start time. */
export const compiledDir = (env: Environment = process.env): string => join(cacheDir(env), 'compiled')

/** The state: journals, locks, tokens. XDG Base Directory Specification, `XDG_STATE_HOME`. */
export const stateDir = (env: Environment = process.env): string =>
  under(env, 'SHIPSHAPE_STATE', 'XDG_STATE_HOME', '.local/state')

/** Expands the `~` of a path. */
export const fromHome = (path: string, home: string = homedir()): string => path.replace(/^~(?=\/|$)/, () => home)
