import { inEvery } from './errors.mjs'

/**
 * The output of set-up. In the background of the site it goes to the page and to the terminal's live lines instead.
 *
 * @typedef {object} Output
 * @property {(text: string) => void} say
 * @property {<Result>(what: string | import('./errors.mjs').Words, work: () => Promise<Result>) => Promise<Result>}
 *   during
 */

/** Prints to standard error: standard output belongs to the job. @param {string} text */
export const say = (text) => {
  process.stderr.write(`${text}\n`)
}

/** @param {number} since @returns {string} */
export const elapsed = (since) => {
  const seconds = (Date.now() - since) / 1000
  return seconds < 10
    ? `${seconds.toFixed(1)} s`
    : seconds < 120
      ? `${Math.round(seconds)} s`
      : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`
}

/**
 * Shows that something takes long: a line with a timer in a terminal, else one line at the start and one at the end.
 * @template Result
 * @param {string | import('./errors.mjs').Words} words
 * @param {() => Promise<Result>} work
 * @returns {Promise<Result>}
 */
export const during = async (words, work) => {
  const what = inEvery(words).en
  const since = Date.now()
  const isTerminal = process.stderr.isTTY === true
  if (!isTerminal) say(`${what} …`)
  const ticking = isTerminal
    ? setInterval(() => process.stderr.write(`\r\u001b[K${what} … ${elapsed(since)}`), 200)
    : undefined
  const erase = isTerminal ? '\r\u001b[K' : ''
  try {
    const result = await work()
    process.stderr.write(`${erase}${what}: done in ${elapsed(since)}\n`)
    return result
  } catch (error) {
    process.stderr.write(`${erase}${what}: failed after ${elapsed(since)}\n`)
    throw error
  } finally {
    clearInterval(ticking)
  }
}

/** @type {Output} */
export const standardError = { say, during }
