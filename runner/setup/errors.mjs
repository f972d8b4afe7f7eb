import { exitCodes } from './exit-codes.mjs'

/**
 * A text in each language that the pages have; a text that is the same in all of them is a string.
 *
 * @typedef {{ readonly en: string, readonly 'zh-cn': string }} Words
 */

/** @param {string | Words} text @returns {Words} */
export const inEvery = (text) => (typeof text === 'string' ? { en: text, 'zh-cn': text } : text)

/** Set-up cannot go on: what happened, and the exact command that the reader must run. */
export class SetupError extends Error {
  /**
   * @param {string | Words} message
   * @param {string} hint
   * @param {number} [exitCode]
   */
  constructor(message, hint, exitCode = exitCodes.blocked) {
    super(inEvery(message).en)
    this.name = 'SetupError'
    this.words = inEvery(message)
    this.hint = hint
    this.exitCode = exitCode
  }
}
