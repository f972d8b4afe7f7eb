/** Time, as a parameter. */
export interface Clock {
  /** Milliseconds that only grow; a sleeping computer's time does not count. */
  now(): number
  /** Resolves after so many milliseconds, or as soon as the signal is aborted. Never rejects. */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>
}

export const realClock: Clock = {
  now: () => performance.now(),
  wait: (milliseconds, signal) =>
    new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', done)
        resolve()
      }
      const timer = setTimeout(done, signal?.aborted === true ? 0 : milliseconds)
      signal?.addEventListener('abort', done)
    }),
}

/** The promise's outcome, or a rejection with the signal's reason as soon as that is aborted. */
export const unlessAborted = <Thing>(promise: Promise<Thing>, signal: AbortSignal): Promise<Thing> => {
  promise.catch(() => undefined) // when nobody waits for it any more, its failure is no news
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(asError(signal.reason))
    signal.addEventListener('abort', abort)
    if (signal.aborted) abort()
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}

const asError = (reason: unknown): Error => (reason instanceof Error ? reason : new Error(String(reason)))

/** The duration as a person says it: `2 m`, `1.5 s`, `40 ms`. */
export const inWords = (milliseconds: number): string => {
  if (milliseconds >= 60_000 && milliseconds % 60_000 === 0) return `${milliseconds / 60_000} m`
  if (milliseconds >= 1000) return `${Math.round(milliseconds / 100) / 10} s`
  return `${Math.round(milliseconds)} ms`
}
