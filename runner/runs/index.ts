import { closeSync, readFileSync } from 'node:fs'
import type { RunSummary } from '../protocol/api.ts'
import type { Problem, RunEvent } from '../protocol/events.ts'
import { listRuns as listRunsNow } from './list.ts'
import { folderOf, openForReading, readPortion as readPortionNow } from './tail.ts'
import { startOnce } from './once.ts'
import { type StartOptions, type StartedRun, start } from './start.ts'

export { type Concluded, type Reap, concludeOrphans, reapBy } from './conclude.ts'
export { checkComputer } from './check-computer.ts'
export { runFolder } from './folder.ts'
export { maskedEvents } from './mask-events.ts'
export { readEvents, watchEvents } from './read.ts'
export type { StartOptions, StartedRun } from './start.ts'

/**
 * Starts a run, which continues in the background. With a `key` that was used before, returns the run of that key.
 * Throws RunnerError: `usage` for a playbook, step or target that cannot be run, `busy` when another run has the
 * target.
 */
export const startRun = (options: StartOptions): Promise<StartedRun> =>
  options.key === undefined ? start(options) : startOnce({ ...options, key: options.key })

/** The journal of a run, byte by byte. Throws RunnerError('usage') when there is no such run. */
export const readJournal = (state: string, run: string): Buffer => {
  const file = openForReading(folderOf(state, run), run)
  try {
    return readFileSync(file)
  } finally {
    closeSync(file)
  }
}

/** All runs here, newest first. */
export const listRuns = (state: string): Promise<readonly RunSummary[]> => Promise.try(() => listRunsNow(state))

/**
 * The events of a run after `afterSeq`, about `limitBytes` of them at most; `more` are there already. With a `problem`,
 * nothing follows: the journal is damaged, or of another version. Throws RunnerError('usage') when there is no such
 * run.
 */
export const readPortion = (
  state: string,
  run: string,
  afterSeq: number,
  limitBytes: number,
): { readonly events: readonly RunEvent[]; readonly more: boolean; readonly problem?: Problem } => {
  const { events, more, problem } = readPortionNow(state, run, afterSeq, limitBytes)
  return { events, more, ...(problem === undefined ? {} : { problem: problem.problem }) }
}
