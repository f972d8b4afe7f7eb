import { spawn } from 'node:child_process'
import {
  accessSync,
  constants,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { delimiter, dirname, join } from 'node:path'

/**
 * @typedef {import('./programs.mjs').Program} Program
 * @typedef {'ok' | 'missing' | 'too-old' | 'does-not-start'} State
 * @typedef {{ readonly state: State, readonly path?: string, readonly version?: string }} Answer
 * @typedef {{ readonly program: Program } & Answer} Found
 * @typedef {Record<string, { stamp: string, version: string }>} Remembered  by path
 */

/** Debian has `ip` and `mke2fs` in folders that are not on an ordinary user's PATH. */
const systemPlaces = ['/usr/local/sbin', '/usr/sbin', '/sbin']

/**
 * The folders in which programs are looked for, without those that npm prepends to PATH, which hide the computer's own.
 * @param {Readonly<Record<string, string | undefined>>} env
 * @returns {readonly string[]}
 */
export const searchPlaces = (env) => {
  const own = (env['PATH'] ?? '')
    .split(delimiter)
    .filter((place) => place !== '' && !place.endsWith(join('node_modules', '.bin')))
  return [...own, ...systemPlaces.filter((place) => !own.includes(place))]
}

/** @param {string} path */
const isProgram = (path) => {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    // It is not there, or may not be started.
    return false
  }
}

/**
 * @param {readonly string[]} names
 * @param {readonly string[]} places
 */
export const findProgram = (names, places) => {
  for (const name of names) {
    const place = places.find((candidate) => isProgram(join(candidate, name)))
    if (place !== undefined) return join(place, name)
  }
  return undefined
}

/**
 * The version that the program itself reports, `''` when it reports none, undefined when it does not start.
 * @param {string} path
 * @param {readonly string[]} ask
 * @param {number} [withinMs]
 * @returns {Promise<string | undefined>}
 */
export const askVersion = (path, ask, withinMs = 10_000) =>
  new Promise((resolve) => {
    const child = spawn(path, [...ask], { stdio: ['ignore', 'pipe', 'pipe'], timeout: withinMs, killSignal: 'SIGKILL' })
    let said = ''
    child.stdout.on('data', (chunk) => (said += String(chunk)))
    child.stderr.on('data', (chunk) => (said += String(chunk)))
    child.on('error', () => resolve(undefined))
    // 126 and 127: the loader or an interpreter did not find what it needs.
    child.on('close', (code) =>
      resolve(code === null || code === 126 || code === 127 ? undefined : (/\d+\.\d+[\w.]*/.exec(said)?.[0] ?? '')),
    )
  })

/** @param {string} path */
const stampOf = (path) => {
  const { mtimeMs, size, ino } = statSync(path)
  return `${mtimeMs} ${size} ${ino}`
}

/**
 * @param {Program} program
 * @param {string} path
 * @param {Remembered} remembered
 */
const versionOf = async (program, path, remembered) => {
  const stamp = stampOf(realpathSync(path))
  const known = remembered[path]
  if (known?.stamp === stamp) return known.version
  const version = await askVersion(path, program.ask ?? [])
  if (version !== undefined) remembered[path] = { stamp, version }
  return version
}

/**
 * @param {Program} program
 * @param {readonly string[]} places
 * @param {Remembered} remembered
 * @returns {Promise<Found>}
 */
const probe = async (program, places, remembered) => {
  const path = findProgram(program.names, places)
  if (path === undefined) return { program, state: 'missing' }
  if (program.ask === undefined) return { program, state: 'ok', path }
  const version = await versionOf(program, path, remembered)
  if (version === undefined) return { program, state: 'does-not-start', path }
  const isOld = program.least !== undefined && Number.parseInt(version, 10) < program.least
  return { program, state: isOld ? 'too-old' : 'ok', path, version }
}

/** @param {string | undefined} file @returns {Remembered} */
const readRemembered = (file) => {
  try {
    return file === undefined ? {} : JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return {} // missing or damaged: every program is run again
  }
}

/** @param {string | undefined} file @param {Remembered} remembered */
const writeRemembered = (file, remembered) => {
  if (file === undefined) return
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(`${file}.${process.pid}`, JSON.stringify(remembered))
    renameSync(`${file}.${process.pid}`, file)
  } catch {
    // On a full or read-only disk the programs are run again next time.
  }
}

/**
 * Looks for all programs and runs them, in parallel. A program that has not changed since it reported its version is
 * not run again when `memory`, a file, is given.
 * @param {readonly Program[]} programs
 * @param {{ places: readonly string[], memory?: string }} options
 */
export const probePrograms = async (programs, { places, memory }) => {
  const remembered = readRemembered(memory)
  const before = JSON.stringify(remembered)
  const found = await Promise.all(programs.map((program) => probe(program, places, remembered)))
  if (JSON.stringify(remembered) !== before) writeRemembered(memory, remembered)
  return found
}
