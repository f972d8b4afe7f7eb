/** Set-up cannot go on: what happened, and the exact command that the reader must run. Exit code 3. */
export class SetupError extends Error {
  /**
   * @param {string} message
   * @param {string} hint
   * @param {number} [exitCode]
   */
  constructor(message, hint, exitCode = 3) {
    super(message)
    this.name = 'SetupError'
    this.hint = hint
    this.exitCode = exitCode
  }
}
