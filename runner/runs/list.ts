import { readdirSync } from 'node:fs'
import { RunnerError } from '../errors.ts'
import { isLocked } from '../host/lock.ts'
import type { ReadableRun, RunSummary } from '../protocol/api.ts'
import { type Begun, type JournalEnd, type JournalState, examine } from './examine.ts'
import { aliveLockPath, isRunId, runFolder, runsDir, timeOfRun } from './folder.ts'
import { readRequest } from './own-files.ts'
import { stateTrouble } from './state-trouble.ts'

/** The ids of all runs whose folders are here, newest first. Throws RunnerError when the folder cannot be read. */
export const runIds = (state: string): readonly string[] => {
  try {
    return readdirSync(runsDir(state)).filter(isRunId).toSorted().reverse()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw stateTrouble(error, runsDir(state))
  }
}

/** Of a run that cannot be read, its own files may still say which guide it ran. */
const unreadable = (
  run: string,
  folder: string,
  status: 'damaged' | 'other-version',
  { problem }: RunnerError,
): RunSummary => {
  const request = readRequest(folder)
  const { playbook = '', contentHash = '' } = request ?? {}
  return { run, playbook, contentHash, startedAt: timeOfRun(run), status, problem }
}

const readable = (run: string, { playbook, contentHash, at, scope, steps }: Begun) =>
  ({ run, playbook, contentHash, startedAt: at, scope, steps: steps.length }) as const

const resultOf = ({
  status,
  why,
  continuedFrom,
  milliseconds,
}: JournalEnd): Pick<ReadableRun, 'status' | 'why' | 'continuedFrom' | 'milliseconds'> => ({
  status,
  ...(why === undefined ? {} : { why }),
  ...(continuedFrom === undefined ? {} : { continuedFrom }),
  milliseconds,
})

/** A run without an end: `running`, or `broken` when its runner has died. */
const unfinished = (run: string, folder: string, begun: Begun): RunSummary => {
  try {
    return { ...readable(run, begun), status: isLocked(aliveLockPath(folder)) ? 'running' : 'broken' }
  } catch (error) {
    if (error instanceof RunnerError) return unreadable(run, folder, 'damaged', error)
    throw error
  }
}

/** Nothing has happened in a run whose journal has no beginning. */
const summaryOf = (run: string, folder: string, state: JournalState): readonly RunSummary[] => {
  switch (state.kind) {
    case 'finished':
      return state.begun === undefined ? [] : [{ ...readable(run, state.begun), ...resultOf(state.finished) }]
    case 'open':
      return state.begun === undefined ? [] : [unfinished(run, folder, state.begun)]
    case 'damaged':
    case 'other-version':
      return [unreadable(run, folder, state.kind, state.problem)]
  }
}

/**
 * All runs on this computer, newest first, without those in which nothing has happened yet. Every byte of a journal is
 * verified before its status is believed. Throws RunnerError when the state folder cannot be read.
 */
export const listRuns = (state: string): readonly RunSummary[] =>
  runIds(state).flatMap((run) => summaryOf(run, runFolder(state, run), examine(runFolder(state, run))))
