import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

type Environment = Readonly<Record<string, string | undefined>>

const openers: Partial<Record<NodeJS.Platform, string>> = { darwin: 'open', linux: 'xdg-open' }

/** The program that opens a browser here; none on CI and where there is no screen. */
export const openerFor = (platform: NodeJS.Platform, env: Environment): string | undefined => {
  const hasScreen = platform === 'darwin' || Boolean(env['DISPLAY'] ?? env['WAYLAND_DISPLAY'])
  return env['CI'] === undefined && hasScreen ? openers[platform] : undefined
}

const pageFor = (address: string): string =>
  `<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer"><title>Shipshape</title><meta http-equiv="refresh" content="0;url=${address}">`

/** Long enough for a browser that is not running yet. */
const keptMs = 60_000

export interface Opened {
  /** Takes the file away. */
  readonly forget: () => Promise<void>
}

/**
 * Opens the reader's browser on the address by way of a file that only the reader can read: everybody on the computer
 * can see what a program is started with, and the address holds the token.
 */
export const openBrowser = async (opener: string, address: string, state: string): Promise<Opened> => {
  const folder = join(state, 'open')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, `${randomBytes(8).toString('hex')}.html`)
  await writeFile(file, pageFor(address), { mode: 0o600, flag: 'wx' })
  const forget = (): Promise<void> => rm(file, { force: true })
  // No browser is no trouble: the address has been printed.
  spawn(opener, [file], { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref()
  setTimeout(() => void forget(), keptMs).unref()
  return { forget }
}
