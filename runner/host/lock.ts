import { chmodSync, closeSync, constants, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { RunnerError } from '../errors.ts'
import { quote } from '../quote.ts'
import { processSpaceOf } from './linux-files.ts'
import { processes } from './processes/index.ts'
import { needRegularOrNothing, openRegular } from './regular-file.ts'

export interface Lock {
  release(): void
}

/** Who holds a lock, in a text beside it. It is only for people: the lock itself says whether they live. */
export interface Holder {
  /** What it does with what is locked. */
  readonly what: string
  readonly pid: number
  /** ISO 8601, UTC. */
  readonly since: string
}

interface Note extends Holder {
  readonly startTime?: string
  /** The process namespace in which `pid` is its number. */
  readonly space?: string
}

const ownerOnly = 0o600

/** A database that nothing refers to any more is collected and closed, and its lock with it. */
const held = new Set<DatabaseSync>()

/**
 * Takes a lock that the kernel lets go when this process ends, however it ends; undefined when another one holds it, be
 * it in this process. `what` says to others what it is held for. The folder is made when it is missing.
 * RunnerError('blocked') when there is something else than a file, or one that cannot be used.
 *
 * It is an exclusive transaction of SQLite on an empty file, because Node has no `flock`. It excludes whoever sees the
 * same file: also across network and process namespaces, which each have abstract sockets and process numbers of their
 * own. SQLite locks with `fcntl`, and such a lock is lost as soon as *any* descriptor of the file is closed in this
 * process: nobody else opens `path`.
 */
export const takeLock = (path: string, what?: string): Lock | undefined => {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const database = openExclusively(path)
  if (database === undefined) return undefined
  held.add(database)
  if (what !== undefined) noteHolder(path, what)
  return {
    release: () => {
      if (what !== undefined) forgetHolder(path)
      held.delete(database)
      database.close()
    },
  }
}

const openExclusively = (path: string): DatabaseSync | undefined => {
  // SQLite would follow a link, and empty what it leads to.
  needRegularOrNothing(path)
  try {
    return beginOn(open(path), path)
  } catch (error) {
    if (codeOf(error) === codes.busy) return undefined
    if (codeOf(error) !== codes.noDatabase) throw unusable(path, error)
    // Garbage, which nobody can hold: emptied, it is a lock again.
    truncateSync(path)
    return openExclusively(path)
  }
}

const open = (path: string): DatabaseSync => new DatabaseSync(path)

const beginOn = (database: DatabaseSync, path: string): DatabaseSync => {
  try {
    chmodSync(path, ownerOnly)
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** An error of the system keeps its code; SQLite's own have none that others know. */
const unusable = (path: string, cause: unknown): unknown => {
  if (codeOf(cause) === undefined) return cause
  const why = cause instanceof Error ? cause.message : String(cause)
  const message = { en: `The lock ${path} cannot be used: ${why}.`, 'zh-cn': `无法使用锁 ${path}：${why}。` }
  return new RunnerError('blocked', message, { hint: `ls -ld ${quote(path)}`, cause })
}

/** https://www.sqlite.org/rescode.html: SQLITE_BUSY, SQLITE_NOTADB. */
const codes = { busy: 5, noDatabase: 26 } as const
const codeOf = (error: unknown): unknown => (error instanceof Error && 'errcode' in error ? error.errcode : undefined)

/**
 * Whether somebody holds the lock now. Nothing is written, so it works on a read-only disk. RunnerError('blocked') when
 * that cannot be found out.
 */
export const isLocked = (path: string): boolean => {
  if (!needRegularOrNothing(path)) return false
  try {
    return isHeld(path)
  } catch (error) {
    if (codeOf(error) === codes.noDatabase) return false
    throw unusable(path, error)
  }
}

/** Whoever reads a database needs a lock that an exclusive transaction keeps from everybody. */
const isHeld = (path: string): boolean => {
  const database = new DatabaseSync(path, { readOnly: true })
  try {
    database.prepare('SELECT 1 FROM sqlite_master').get()
    return false
  } catch (error) {
    if (codeOf(error) === codes.busy) return true
    throw error
  } finally {
    database.close()
  }
}

export interface WaitOptions {
  /** What it is wanted for, as others will read it. */
  readonly what?: string
  /** How often a lock that another one holds is tried again. */
  readonly everyMs: number
  /** How long to wait at most; for ever when left out. */
  readonly withinMs?: number
  readonly signal?: AbortSignal
  /** Called once when another one holds it. */
  readonly onHeld?: () => void
}

/** Takes a lock once it is free; undefined when the time is over. Rejects when the signal is aborted. */
export const waitForLock = async (path: string, options: WaitOptions): Promise<Lock | undefined> => {
  const { what, everyMs, withinMs = Number.POSITIVE_INFINITY, signal, onHeld } = options
  const until = Date.now() + withinMs
  for (let tries = 1; ; tries += 1) {
    signal?.throwIfAborted()
    const lock = takeLock(path, what)
    if (lock !== undefined) return lock
    if (tries === 1) onHeld?.()
    if (Date.now() > until) return undefined
    await pause(everyMs, undefined, signal === undefined ? {} : { signal })
  }
}

const notePath = (path: string): string => `${path}.holder.json`

const noteHolder = (path: string, what: string): void => {
  const space = processSpaceOf('self')
  const startTime = processes.find(process.pid)?.startTime
  const note: Note = {
    ...{ what, pid: process.pid, since: new Date().toISOString() },
    ...(space === undefined ? {} : { space }),
    ...(startTime === undefined ? {} : { startTime }),
  }
  try {
    rmSync(notePath(path), { force: true })
    const file = openRegular(notePath(path), constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL)
    try {
      writeFileSync(file, JSON.stringify(note))
    } finally {
      closeSync(file)
    }
  } catch {
    // A full disk, say. Without the text, the lock is a lock all the same.
  }
}

const forgetHolder = (path: string): void => {
  try {
    rmSync(notePath(path), { force: true })
  } catch {
    // A holder that is not alive is not believed.
  }
}

/** How long a holder may take to note its name, on a busy computer. Milliseconds. */
const noteMs = 3000

/**
 * Who holds a lock; undefined when nobody says so. A holder notes its name a moment after it has taken the lock, so it
 * is looked for more than once; what one that was killed has left there is not its name.
 */
export const holderOf = async (path: string): Promise<Holder | undefined> => {
  for (const until = Date.now() + noteMs; Date.now() < until;) {
    const note = readNote(path)
    if (note !== undefined && isAlive(note)) return { what: note.what, pid: note.pid, since: note.since }
    await pause(20)
  }
  return undefined
}

const readNote = (path: string): Note | undefined => {
  try {
    const file = openRegular(notePath(path))
    try {
      return JSON.parse(readFileSync(file, 'utf8')) as Note // written by noteHolder
    } finally {
      closeSync(file)
    }
  } catch {
    return undefined // Without the text, the lock is a lock all the same.
  }
}

/** In another namespace its number says nothing here, and the text is believed. */
const isAlive = ({ pid, startTime, space }: Note): boolean =>
  space !== processSpaceOf('self') || processes.find(pid)?.startTime === startTime
