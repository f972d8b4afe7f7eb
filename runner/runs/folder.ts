import { randomInt } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'

/** Only the person who runs a guide may read what it did. */
export const privateDir = 0o700
export const privateFile = 0o600

export const runsDir = (state: string): string => join(state, 'runs')
export const locksDir = (state: string): string => join(state, 'locks')
export const runFolder = (state: string, run: string): string => join(runsDir(state), run)

export const journalPath = (folder: string): string => join(folder, 'journal.jsonl')
export const playbookPath = (folder: string): string => join(folder, 'playbook.json')
export const requestPath = (folder: string): string => join(folder, 'request.json')
/** Held by the run's runner as long as it lives. It is taken before the folder is created. */
export const aliveLockPath = (folder: string): string => join(folder, '..', '..', 'locks', `${basename(folder)}.lock`)
export const targetLockPath = (state: string, target: string): string => join(locksDir(state), `${target}.lock`)

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'

/**
 * Sorts by time: `20261122-071055-0kf9zq`. After the second come its milliseconds, as two digits of base 36, for a run
 * may take less than a second; the rest is random.
 */
export const newRunId = (now: Date): string => {
  const digits = now.toISOString().replace(/\D/g, '')
  const milliseconds = now.getUTCMilliseconds().toString(36).padStart(2, '0')
  const random = Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')
  return `${digits.slice(0, 8)}-${digits.slice(8, 14)}-${milliseconds}${random}`
}

/** Whether this is a valid run id, and so safe as a folder name. */
export const isRunId = (name: string): boolean => /^\d{8}-\d{6}-[a-z0-9]{6}$/.test(name)

/** When a run was started, to the second, by its id. ISO 8601, UTC. */
export const timeOfRun = (run: string): string =>
  run.replace(/^(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)-.*$/, '$1-$2-$3T$4:$5:$6.000Z')

export const makePrivateDir = (path: string): void => void mkdirSync(path, { recursive: true, mode: privateDir })
