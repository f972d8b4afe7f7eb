import { spawn } from 'node:child_process'
import { closeSync, fstatSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname } from 'node:path'

/**
 * @typedef {Readonly<Record<string, string | undefined>>} Environment
 * @typedef {{ readonly code: number, readonly out: string }} Answer
 */

/**
 * The exit code of a shell: 128 plus the signal's number after a signal.
 * @param {number | null} code @param {NodeJS.Signals | null} signal
 */
const exitCode = (code, signal) => code ?? 128 + (signal === null ? 1 : constants.signals[signal])

/**
 * Runs a program to its end and returns its output. 127 when it cannot be started.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ env: Environment, cwd?: string, withinMs?: number }} options
 * @returns {Promise<Answer>}
 */
export const ask = (program, args, { env, cwd, withinMs = 60_000 }) =>
  new Promise((resolve) => {
    const child = spawn(program, [...args], {
      env: { ...env },
      cwd,
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: withinMs,
    })
    let out = ''
    child.stdout.on('data', (chunk) => (out += String(chunk)))
    child.on('error', () => resolve({ code: 127, out }))
    child.on('close', (code, signal) => resolve({ code: exitCode(code, signal), out }))
  })

const lastLines = 15

/** The end of what was appended to the log since, indented. @param {string} log @param {number} since  in bytes */
const lastWords = (log, since) =>
  readFileSync(log)
    .subarray(since)
    .toString('utf8')
    .trimEnd()
    .split(/\r?\n/)
    .slice(-lastLines)
    .map((line) => `  ${line}`)
    .join('\n')

/**
 * Runs a program to its end; its output is appended to the log.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ env: Environment, cwd?: string, log: string, stdin?: 'ignore' | 'inherit', signal?: AbortSignal | undefined
 *   }} options  an
 *   aborted signal interrupts the program and its children, like Ctrl-C in a terminal
 * @returns {Promise<{ code: number, words: string }>} its exit code, and the end of its output
 */
export const runLogged = (program, args, { env, cwd, log, stdin = 'ignore', signal }) => {
  mkdirSync(dirname(log), { recursive: true })
  const to = openSync(log, 'a')
  const since = fstatSync(to).size
  return new Promise((resolve, reject) => {
    // A separate process group can be interrupted as a whole; a password prompt needs the terminal's group.
    const isGroup = signal !== undefined && stdin === 'ignore'
    const child = spawn(program, [...args], { env: { ...env }, cwd, stdio: [stdin, to, to], detached: isGroup })
    const done = isGroup ? interruptBy(signal, child) : passSignals(child)
    child.on('error', (error) => (done(), reject(error)))
    child.on('close', (code, ended) => (done(), resolve({ code: exitCode(code, ended), words: lastWords(log, since) })))
  }).finally(() => closeSync(to))
}

/**
 * @param {AbortSignal} signal
 * @param {import('node:child_process').ChildProcess} child  the leader of its group
 * @returns {() => void} call it when the child has ended
 */
const interruptBy = (signal, child) => {
  const interrupt = () => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT')
    } catch {
      // It has ended, or it belongs to root: then it is awaited.
    }
  }
  if (signal.aborted) interrupt()
  signal.addEventListener('abort', interrupt)
  return () => signal.removeEventListener('abort', interrupt)
}

/**
 * Runs a program in place of this one: with its streams, signals and exit code.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ env: Environment, cwd?: string }} options
 * @returns {Promise<number>}
 */
export const runInPlace = (program, args, { env, cwd }) =>
  new Promise((resolve, reject) => {
    const child = spawn(program, [...args], { env: { ...env }, cwd, stdio: 'inherit' })
    const done = passSignals(child)
    child.on('error', (error) => (done(), reject(error)))
    child.on('close', (code, signal) => (done(), resolve(exitCode(code, signal))))
  })

/**
 * A terminal sends Ctrl-C to every process of the foreground group, including the child; forwarding it would
 * deliver it twice. proc(5): fields 5 and 8 of `stat` are the process's group and the terminal's.
 */
const terminalSignalsGroup = () => {
  try {
    const stat = readFileSync('/proc/self/stat', 'utf8')
    const [, , group, , , foreground] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return group === foreground
  } catch {
    return process.stdin.isTTY === true // no /proc
  }
}

/** @type {NodeJS.Signals | undefined} */
let received

/** The signal that stopped set-up while a program ran. */
export const stoppedBy = () => received

/** @type {readonly NodeJS.Signals[]} */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** How many running programs get signals forwarded. */
let running = 0

/**
 * Handles every signal from now on, also between two programs, where a temporary handler could miss one: while
 * nothing runs, a signal ends this process.
 */
export const listenForSignals = () => {
  for (const signal of signals) {
    process.on(signal, () => {
      received = signal
      if (running === 0) process.exit(128 + constants.signals[signal])
    })
  }
}

/**
 * Forwards each signal once: npm repeats what the terminal has sent.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {() => void} call it when the child has ended
 */
const passSignals = (child) => {
  /** @type {Set<NodeJS.Signals>} */
  const passed = new Set(terminalSignalsGroup() ? ['SIGINT'] : [])
  /** @param {NodeJS.Signals} signal */
  const pass = (signal) => {
    received = signal
    if (passed.has(signal)) return
    passed.add(signal)
    child.kill(signal)
  }
  running += 1
  for (const signal of signals) process.on(signal, pass)
  let isDone = false
  return () => {
    if (isDone) return
    isDone = true
    running -= 1
    for (const signal of signals) process.off(signal, pass)
  }
}
