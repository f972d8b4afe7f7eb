import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

type Environment = Readonly<Record<string, string | undefined>>

const openers: Partial<Record<NodeJS.Platform, string>> = { darwin: 'open', linux: 'xdg-open' }

/** The program that opens a browser; undefined in CI and without a screen. */
export const openerFor = (platform: NodeJS.Platform, env: Environment): string | undefined => {
  const hasScreen = platform === 'darwin' || Boolean(env['DISPLAY'] ?? env['WAYLAND_DISPLAY'])
  return env['CI'] === undefined && hasScreen ? openers[platform] : undefined
}

const pageFor = (address: string): string =>
  `<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer"><title>Shipshape</title><meta http-equiv="refresh" content="0;url=${address}">`

/** Long enough for a browser to start. */
const keptMs = 60_000

export interface Opened {
  /** Deletes the file. */
  readonly forget: () => Promise<void>
}

/**
 * Opens the reader's browser on the address through a file that only the reader can read: every user of the computer
 * can see the arguments of a program, and the address contains the token.
 */
export const openBrowser = async (opener: string, address: string, state: string): Promise<Opened> => {
  const folder = join(state, 'open')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, `${randomBytes(8).toString('hex')}.html`)
  await writeFile(file, pageFor(address), { mode: 0o600, flag: 'wx' })
  const forget = (): Promise<void> => rm(file, { force: true })
  // Without a browser, the printed address is enough.
  spawn(opener, [file], { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref()
  setTimeout(() => void forget(), keptMs).unref()
  return { forget }
}
