/** The promise's outcome, or a rejection with the signal's reason as soon as it is aborted. */
export const unlessAborted = <Thing>(promise: Promise<Thing>, signal: AbortSignal): Promise<Thing> => {
  promise.catch(() => undefined) // its rejection must not be unhandled after the signal has won
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(asError(signal.reason))
    signal.addEventListener('abort', abort)
    if (signal.aborted) abort()
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}

const asError = (reason: unknown): Error => (reason instanceof Error ? reason : new Error(String(reason)))
