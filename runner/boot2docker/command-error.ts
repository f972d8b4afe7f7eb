/** An error with the original's message, printed after `error in run: `, and one command that fixes it. */
export class CommandError extends Error {
  readonly hint: string | undefined
  /** The original prints its usage after some errors. */
  readonly usage: 'none' | 'short'

  constructor(
    message: string,
    options: { readonly hint?: string; readonly usage?: 'short'; readonly cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause })
    this.name = 'CommandError'
    this.hint = options.hint
    this.usage = options.usage ?? 'none'
  }
}
