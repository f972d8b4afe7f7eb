const last = new Map<string, Promise<unknown>>()

/**
 * Does the work on a path alone in this process: two callers with the same path come one after the other, whatever came
 * of the first. A caller whose signal is aborted while it waits leaves the queue, and rejects.
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
