import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { privateFile } from './folder.ts'

export interface Lock {
  release(): void
}

/**
 * Takes a lock that the kernel lets go when this process ends, however it ends; undefined when another one holds it.
 *
 * It is an exclusive transaction of SQLite on an empty file, because Node has no `flock`. SQLite locks with `fcntl`,
 * and such a lock is lost as soon as *any* descriptor of the file is closed in this process: nobody else opens `path`.
 */
export const takeLock = (path: string): Lock | undefined => {
  const database = new DatabaseSync(path)
  try {
    chmodSync(path, privateFile)
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    if (isBusy(error)) return undefined
    throw error
  }
  return { release: () => database.close() }
}

// SQLITE_BUSY, https://www.sqlite.org/rescode.html#busy
const isBusy = (error: unknown): boolean => error instanceof Error && 'errcode' in error && error.errcode === 5

/** Whether somebody holds the lock now. */
export const isLocked = (path: string): boolean => {
  if (!existsSync(path)) return false
  const lock = takeLock(path)
  lock?.release()
  return lock === undefined
}

/** Who holds a lock, in a text beside it. It is only for people: the lock itself says whether they live. */
export interface Holder {
  readonly run: string
  readonly pid: number
  /** ISO 8601, UTC. */
  readonly since: string
}

const holderPath = (path: string): string => `${path}.holder.json`

export const noteHolder = (path: string, holder: Holder): void =>
  writeFileSync(holderPath(path), JSON.stringify(holder), { mode: privateFile })

export const forgetHolder = (path: string): void => rmSync(holderPath(path), { force: true })

/** undefined when nobody has said so, or not yet. */
export const readHolder = (path: string): Holder | undefined => {
  try {
    return JSON.parse(readFileSync(holderPath(path), 'utf8')) as Holder // written by noteHolder
  } catch {
    return undefined // Without the text, the lock is a lock all the same.
  }
}
