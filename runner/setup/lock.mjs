import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { findProgram } from './probe.mjs'
import { say } from './say.mjs'

/**
 * A lock that the kernel releases when this process dies: flock(1), or lockf(1) on a Mac, holds it for as long as
 * its standard input, a pipe of ours, stays open.
 * @param {string} program @param {string} file
 */
const lockCommand = (program, file) => (program.endsWith('lockf') ? ['-k', file] : ['-x', file])

/** @param {string} file */
const holderOf = (file) => {
  try {
    return readFileSync(`${file}.holder`, 'utf8')
  } catch {
    // It has taken the lock and not written its name yet.
    return 'another process'
  }
}

/** @param {string} program @param {string} file */
const hold = (program, file) =>
  new Promise((resolve, reject) => {
    // Its own process group: Ctrl-C must not release the lock while the work is still being stopped.
    const child = spawn(program, [...lockCommand(program, file), 'sh', '-c', 'echo held; exec cat'], {
      stdio: ['pipe', 'pipe', 'ignore'],
      detached: true,
    })
    const waiting = setTimeout(
      () => say(`Another set-up is running (${holderOf(file)}). Waiting for it to end …`),
      1000,
    )
    child.stdout.once('data', () => (clearTimeout(waiting), resolve(child)))
    child.once('error', (error) => (clearTimeout(waiting), reject(error)))
    child.once('exit', () => (clearTimeout(waiting), reject(new Error(`${program} could not lock ${file}`))))
  })

/**
 * Does the work while holding the lock; first waits for another holder, with a message.
 * @template Result
 * @param {string} file
 * @param {readonly string[]} places
 * @param {() => Promise<Result>} work
 * @returns {Promise<Result>}
 */
export const whileLocked = async (file, places, work) => {
  const program = findProgram(['flock', 'lockf'], places)
  if (program === undefined) return work() // neither Linux nor a Mac; APT and npm have locks of their own
  mkdirSync(dirname(file), { recursive: true })
  const child = await hold(program, file)
  writeFileSync(`${file}.holder`, `process ${process.pid}, since ${new Date().toISOString()}`)
  try {
    return await work()
  } finally {
    child.stdin.end()
    child.unref()
  }
}
