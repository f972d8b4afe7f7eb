import { join } from 'node:path'
import { type Lock, waitForLock } from '../host/lock.ts'

export interface LockOptions {
  /** How often a lock that another process holds is tried again. */
  readonly everyMs: number
  readonly signal: AbortSignal
  /** Called once when another process holds it. */
  readonly onHeld: () => void
}

/** The lock under which parts are made, one process at a time on a computer; undefined when the signal aborts first. */
export const waitForBuildLock = (cache: string, options: LockOptions): Promise<Lock | undefined> =>
  waitForLock(join(cache, 'build.lock'), options).catch((error: unknown) => {
    if (options.signal.aborted) return undefined
    throw error
  })
