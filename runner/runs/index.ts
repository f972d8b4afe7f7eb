import type { RunSummary } from '../protocol/api.ts'
import { listRuns as listRunsNow } from './list.ts'
import { startOnce } from './once.ts'
import { type StartOptions, type StartedRun, start } from './start.ts'

export { type Reap, concludeOrphans, reapBy } from './conclude.ts'
export { readEvents, watchEvents } from './read.ts'
export type { StartOptions, StartedRun } from './start.ts'

/**
 * Starts a run, which continues in the background. With a `key` that was used before, returns the run of that key.
 * Throws RunnerError: `usage` for a playbook, step or target that cannot be run, `busy` when another run has the
 * target.
 */
export const startRun = (options: StartOptions): Promise<StartedRun> =>
  options.key === undefined ? start(options) : startOnce({ ...options, key: options.key })

/** All runs here, newest first. */
export const listRuns = (state: string): Promise<readonly RunSummary[]> => Promise.resolve(listRunsNow(state))
