const last = new Map<string, Promise<unknown>>()

/**
 * Serializes work on a path within this process: callers with the same path run one after another, even when an earlier
 * one fails. A caller whose signal is aborted while it waits leaves the queue and rejects.
 */
export const oneAtATime = async <Result>(
  path: string,
  signal: AbortSignal,
  work: () => Promise<Result>,
): Promise<Result> => {
  const before = last.get(path) ?? Promise.resolve()
  const mine = before.then(() => {
    signal.throwIfAborted()
    return work()
  })
  const settled = mine.catch(() => undefined)
  last.set(path, settled)
  try {
    return await mine
  } finally {
    if (last.get(path) === settled) last.delete(path)
  }
}
