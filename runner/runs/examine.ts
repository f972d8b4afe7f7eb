import { type BigIntStats, closeSync, lstatSync } from 'node:fs'
import { misplaced, openRegular } from '../host/regular-file.ts'
import { RunnerError } from '../errors.ts'
import { type RunEvent, eventFormat } from '../protocol/events.ts'
import { damaged, ofOtherVersion } from './damage.ts'
import { journalPath } from './folder.ts'
import { type Place, eventOf, start } from './line.ts'
import { scanFile } from './scan-file.ts'
import { stateTrouble } from './state-trouble.ts'

type Of<Type extends RunEvent['type']> = Extract<RunEvent, { readonly type: Type }>

export type Begun = Of<'run-started'>
export type JournalEnd = Of<'run-finished'>

/** What a journal says, after every byte of it has been verified. */
export type JournalState =
  /** No end is in it: its runner is alive, or has died. `restBytes` follow without a line end. */
  | {
      readonly kind: 'open'
      readonly place: Place
      readonly restBytes: number
      readonly begun: Begun | undefined
    }
  | { readonly kind: 'finished'; readonly begun: Begun | undefined; readonly finished: JournalEnd }
  /** It is not believed: damaged, of another version, or no journal at all. */
  | {
      readonly kind: 'damaged' | 'other-version'
      readonly problem: RunnerError
      readonly begun: Begun | undefined
    }

const nothingYet: JournalState = { kind: 'open', place: start, restBytes: 0, begun: undefined }

/** Verifies an open journal. */
const stateOfFile = (file: number, folder: string): JournalState => {
  let begun: Begun | undefined
  let finished: Of<'run-finished'> | undefined
  let format: number | undefined = eventFormat
  const { place, rest, isDamaged } = scanFile(file, start, (line, { seq, isFinished }) => {
    if (seq > 1 && !isFinished) return true
    const event = eventOf(line)
    if (event.type === 'run-started') begun = event
    if (event.type === 'run-finished') finished = event
    // An event of another version is not what its type says: there may be no `format`.
    if (event.type === 'run-started') ({ format } = event as { readonly format?: number })
    return format === eventFormat
  })
  if (format !== eventFormat)
    return { kind: 'other-version', problem: ofOtherVersion(folder, format), begun: undefined }
  if (isDamaged) return { kind: 'damaged', problem: damaged(folder, place.seq + 1), begun }
  // A runner that died at once has written nothing: then the end alone is there.
  if (finished !== undefined && (begun !== undefined || place.seq === 1)) return { kind: 'finished', begun, finished }
  if (place.seq > 0 && begun === undefined) return { kind: 'damaged', problem: damaged(folder, 1), begun }
  return { kind: 'open', place, restBytes: rest.length, begun }
}

const read = (folder: string): JournalState => {
  const stats = lstatSync(folder)
  if (!stats.isDirectory()) throw misplaced(folder, stats, { en: 'the folder of a run', 'zh-cn': '一次运行的目录' })
  const file = openRegular(journalPath(folder))
  try {
    return stateOfFile(file, folder)
  } finally {
    closeSync(file)
  }
}

const isNothing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'

const readSafely = (folder: string): JournalState => {
  try {
    return read(folder)
  } catch (error) {
    // Its runner died before it made one, or the run was deleted a moment ago.
    if (isNothing(error)) return nothingYet
    const problem = stateTrouble(error, folder)
    if (!(problem instanceof RunnerError)) throw error
    return { kind: 'damaged', problem, begun: undefined }
  }
}

/** By what a change of a file is noticed. */
const signOf = ({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string => [dev, ino, size, mtimeNs, ctimeNs].join()

/** Two changes within a tick of the file system's clock have the same sign. */
const tickMs = 1000n
const isSettled = ({ ctimeMs }: BigIntStats): boolean => BigInt(Date.now()) - ctimeMs > tickMs

const kept = new Map<string, { readonly sign: string; readonly state: JournalState }>()
/** More than the runs that are kept on a computer. */
const mostKept = 2000

const statsOf = (folder: string): BigIntStats | undefined => {
  try {
    return lstatSync(journalPath(folder), { bigint: true, throwIfNoEntry: false })
  } catch {
    return undefined // What is wrong is found out by reading.
  }
}

/**
 * What the journal of a run says. Every byte is verified, again whenever the file has changed since the last time. What
 * is wrong with one run is part of the answer and concerns only that run; it throws only for a bug.
 */
export const examine = (folder: string): JournalState => {
  const stats = statsOf(folder)
  if (stats === undefined) return readSafely(folder)
  const sign = signOf(stats)
  const known = kept.get(folder)
  if (known?.sign === sign) return known.state
  const state = readSafely(folder)
  kept.delete(folder)
  if (isSettled(stats)) kept.set(folder, { sign, state })
  const [oldest] = kept.keys()
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
  return state
}
