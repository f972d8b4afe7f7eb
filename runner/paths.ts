import { homedir } from 'node:os'
import { join } from 'node:path'

type Environment = Readonly<Record<string, string | undefined>>

const under = (env: Environment, own: string, xdg: string, fallback: string): string =>
  env[own] ?? join(env[xdg] ?? join(env['HOME'] ?? homedir(), fallback), 'shipshape')

/** What can be made again: images, registry, prepared machines. XDG Base Directory Specification, `XDG_CACHE_HOME`. */
export const cacheDir = (env: Environment = process.env): string =>
  under(env, 'SHIPSHAPE_CACHE', 'XDG_CACHE_HOME', '.cache')

/** Where Node keeps our own compiled code: to strip its types again takes most of a start. */
export const compiledDir = (env: Environment = process.env): string => join(cacheDir(env), 'compiled')

/** What happened here: journals, locks, tokens. XDG Base Directory Specification, `XDG_STATE_HOME`. */
export const stateDir = (env: Environment = process.env): string =>
  under(env, 'SHIPSHAPE_STATE', 'XDG_STATE_HOME', '.local/state')

/** A path as a person writes it, its `~` spelled out. */
export const fromHome = (path: string, home: string = homedir()): string => path.replace(/^~(?=\/|$)/, () => home)
