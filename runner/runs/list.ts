import { closeSync, existsSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs'
import type { RunSummary } from '../protocol/api.ts'
import { type RunEvent, eventFormat } from '../protocol/events.ts'
import { aliveLockPath, isRunId, journalPath, runFolder, runsDir } from './folder.ts'
import { fromLine } from './journal.ts'
import { isLocked } from '../host/lock.ts'

/** The ids of all runs whose folders are here, newest first. */
export const runIds = (state: string): readonly string[] =>
  existsSync(runsDir(state)) ? readdirSync(runsDir(state)).filter(isRunId).toSorted().reverse() : []

/** More than the first and the last line of a journal need. */
const windowBytes = 64 * 1024

const readWindow = (file: number, from: number): string => {
  const buffer = Buffer.alloc(windowBytes)
  return buffer.toString('utf8', 0, readSync(file, buffer, 0, windowBytes, from))
}

export interface Ends {
  readonly first: RunEvent | undefined
  readonly last: RunEvent | undefined
}

/** The first and the last event of a journal, without reading all of it; undefined for a damaged or missing one. */
export const journalEnds = (folder: string): Ends => {
  const path = journalPath(folder)
  if (!existsSync(path)) return { first: undefined, last: undefined }
  const file = openSync(path, 'r')
  try {
    const { size } = fstatSync(file)
    const [firstLine] = readWindow(file, 0).split('\n')
    const lastLine = readWindow(file, Math.max(0, size - windowBytes))
      .split('\n')
      .at(-2)
    return { first: fromLine(firstLine ?? ''), last: fromLine(lastLine ?? '') }
  } finally {
    closeSync(file)
  }
}

/** `running`, the final status, or `broken` for a run whose runner died. */
const statusOf = (folder: string, last: RunEvent | undefined): string => {
  if (last?.type === 'run-finished') return last.status
  return isLocked(aliveLockPath(folder)) ? 'running' : 'broken'
}

const whyOf = (last: RunEvent | undefined): Pick<RunSummary, 'why'> =>
  last?.type === 'run-finished' && last.why !== undefined ? { why: last.why } : {}

/** A journal of an earlier version may have another format, or no format number. */
const isReadable = ({ format }: { readonly format?: number }): boolean => format === eventFormat

/** All runs on this computer, newest first, without those that have no readable first event. */
export const listRuns = (state: string): readonly RunSummary[] =>
  runIds(state).flatMap((run) => {
    const folder = runFolder(state, run)
    const { first, last } = journalEnds(folder)
    if (first?.type !== 'run-started' || !isReadable(first)) return []
    const { playbook, contentHash, at, scope, steps } = first
    return [
      {
        run,
        playbook,
        contentHash,
        startedAt: at,
        status: statusOf(folder, last),
        scope,
        steps: steps.length,
        ...whyOf(last),
      },
    ]
  })
