import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isLocked } from '../host/lock.ts'
import type { RunEvent } from '../protocol/events.ts'
import { aliveLockPath, privateFile, runFolder } from './folder.ts'
import { listRuns } from './list.ts'
import { readRequest } from './own-files.ts'
import { readPortion } from './tail.ts'

/** A run whose steps are over, and whose target is kept. */
export interface KeptRun {
  readonly run: string
  readonly folder: string
  readonly playbook: string
  readonly target: string
  readonly event: Extract<RunEvent, { readonly type: 'kept' }>
}

/** Until when a run keeps its target; undefined while it keeps none. */
const keptNow = (state: string, run: string): KeptRun['event'] | undefined => {
  if (!isLocked(aliveLockPath(runFolder(state, run)))) return undefined
  const last = readPortion(state, run, 0, Number.POSITIVE_INFINITY).events.at(-1)
  return last?.type === 'kept' ? last : undefined
}

/** Whether a run keeps its target now, whichever process it is of. */
export const isKept = (state: string, run: string): boolean => keptNow(state, run) !== undefined

/** The runs that keep their target now, newest first. */
export const keptRuns = (state: string): readonly KeptRun[] =>
  listRuns(state).flatMap(({ run, status, playbook }) => {
    const event = status === 'running' ? keptNow(state, run) : undefined
    const folder = runFolder(state, run)
    const target = event && readRequest(folder)?.target
    return event === undefined || target === undefined ? [] : [{ run, folder, playbook, target, event }]
  })

/** A file, because the run may be of another process, on any system. */
const endFile = (folder: string): string => join(folder, 'end')

/** Asks a run that keeps its target to end. It undoes everything then. */
export const askToEnd = ({ folder }: Pick<KeptRun, 'folder'>): void =>
  writeFileSync(endFile(folder), '', { mode: privateFile })

const betweenLooksMs = 250

/** Calls back once it was asked to end. Returns what stops looking. */
export const whenAskedToEnd = (folder: string, end: () => void): (() => void) => {
  const looking = setInterval(() => {
    if (!existsSync(endFile(folder))) return
    clearInterval(looking)
    end()
  }, betweenLooksMs)
  return () => clearInterval(looking)
}
