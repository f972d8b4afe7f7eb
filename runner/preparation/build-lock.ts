import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { takeLock, type Lock } from '../runs/lock.ts'

export interface LockOptions {
  /** How often a lock that another process holds is retried. */
  readonly everyMs: number
  readonly signal: AbortSignal
  /** Called once when another process holds it. */
  readonly onHeld: () => void
}

/** Takes the computer-wide lock for building parts; undefined when the signal aborts first. */
export const waitForBuildLock = async (
  cache: string,
  { everyMs, signal, onHeld }: LockOptions,
): Promise<Lock | undefined> => {
  mkdirSync(cache, { recursive: true })
  let isHeld = false
  while (!signal.aborted) {
    const lock = takeLock(join(cache, 'build.lock'))
    if (lock !== undefined) return lock
    if (!isHeld) onHeld()
    isHeld = true
    await sleep(everyMs, undefined, { signal }).catch(() => undefined)
  }
  return undefined
}
