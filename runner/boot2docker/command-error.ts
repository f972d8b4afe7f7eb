import { exitCodes } from '../setup/exit-codes.mjs'

/** An error with the original's message, printed after `error in run: `, and one command that fixes it. */
export class CommandError extends Error {
  readonly hint: string | undefined
  /** The original prints its usage after some errors. */
  readonly usage: 'none' | 'short'
  /** 1 for every error, as in the original; 64 for a value that is refused before anything is done. */
  readonly exitCode: number

  constructor(
    message: string,
    options: {
      readonly hint?: string
      readonly usage?: 'short'
      readonly exitCode?: number
      readonly cause?: unknown
    } = {},
  ) {
    super(message, { cause: options.cause })
    this.name = 'CommandError'
    this.hint = options.hint
    this.usage = options.usage ?? 'none'
    this.exitCode = options.exitCode ?? exitCodes.failed
  }
}
