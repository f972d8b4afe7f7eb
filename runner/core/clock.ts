/** The time source, so that tests can replace it. */
export interface Clock {
  /** Monotonic milliseconds; the time that the computer sleeps does not count. */
  now(): number
  /** Resolves after `milliseconds`, or as soon as the signal is aborted. Never rejects. */
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

/** A duration for people: `2 m`, `1.5 s`, `40 ms`. */
export const formatDuration = (milliseconds: number): string => {
  if (milliseconds >= 60_000 && milliseconds % 60_000 === 0) return `${milliseconds / 60_000} m`
  if (milliseconds >= 1000) return `${Math.round(milliseconds / 100) / 10} s`
  return `${Math.round(milliseconds)} ms`
}
