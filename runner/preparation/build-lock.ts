import { join } from 'node:path'
import { type Lock, waitForLock } from '../host/lock.ts'

export interface LockOptions {
  /** How often a lock that another process holds is retried. */
  readonly everyMs: number
  readonly signal: AbortSignal
  /** Called once when another process holds it. */
  readonly onHeld: () => void
}

/** Takes the computer-wide lock for building parts; undefined when the signal aborts first. */
export const waitForBuildLock = (cache: string, options: LockOptions): Promise<Lock | undefined> =>
  waitForLock(join(cache, 'build.lock'), options).catch((error: unknown) => {
    if (options.signal.aborted) return undefined
    throw error
  })
