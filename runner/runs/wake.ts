import { setTimeout as wait } from 'node:timers/promises'

/** How often a journal of another process is polled, at most. */
const pollMs = 150

const wakers = new Map<string, Set<() => void>>()

/** Called by the writer in this process, so that its readers need not poll. */
export const wakeWatchers = (folder: string): void => {
  for (const wake of wakers.get(folder) ?? []) wake()
}

/** Resolves when the run of this folder may have something new, or the signal is aborted. */
export const news = async (folder: string, signal: AbortSignal): Promise<void> => {
  const woken = new AbortController()
  const wake = (): void => woken.abort()
  const waiting = wakers.get(folder) ?? new Set()
  wakers.set(folder, waiting.add(wake))
  await wait(pollMs, undefined, { signal: AbortSignal.any([signal, woken.signal]) }).catch(() => undefined)
  waiting.delete(wake)
  if (waiting.size === 0) wakers.delete(folder)
}
