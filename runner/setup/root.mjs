import { ask, runLogged } from './spawn.mjs'
import { findProgram } from './probe.mjs'

/**
 * The prefix that runs a command as root: empty for root itself; undefined when sudo would need a password prompt.
 * @param {{ env: import('./spawn.mjs').Environment, places: readonly string[], uid: number | undefined, isTerminal:
 * boolean }} options
 * @returns {Promise<readonly string[] | undefined>}
 */
export const wayToRoot = async ({ env, places, uid, isTerminal }) => {
  if (uid === 0) return []
  const sudo = findProgram(['sudo'], places)
  if (sudo === undefined) return undefined
  if ((await ask(sudo, ['-n', 'true'], { env })).code === 0) return [sudo, '-n']
  return isTerminal ? [sudo] : undefined
}

/**
 * @param {readonly string[]} way
 * @param {readonly string[]} lines  lines of shell, which stop at the first failure
 * @param {{ env: import('./spawn.mjs').Environment, log: string, signal?: AbortSignal | undefined }} options
 */
export const runAsRoot = (way, lines, { env, log, signal }) => {
  const [program = 'sh', ...args] = [
    ...way,
    'sh',
    '-ec',
    ['export DEBIAN_FRONTEND=noninteractive', ...lines].join('\n'),
  ]
  return runLogged(program, args, { env, log, signal, stdin: way.length === 1 ? 'inherit' : 'ignore' })
}

/** The same as a text to be copied into a terminal. @param {readonly string[]} lines @param {number | undefined} uid */
export const asCommand = (lines, uid) => [`${uid === 0 ? '' : 'sudo '}sh -e <<'END'`, ...lines, 'END'].join('\n')
