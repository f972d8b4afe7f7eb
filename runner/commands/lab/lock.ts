import { rename, writeFile } from 'node:fs/promises'
import { lockParts } from '../../lab/lock-parts.ts'
import { describeChanges, renewLock } from '../../packages/renew.ts'
import { formatLock, lockFile, readLock } from '../../packages/lock.ts'
import { cacheDir } from '../../paths.ts'
import { onInterrupt } from '../interrupt.ts'
import { print, printJson, say } from '../say.ts'
import { exitCodes } from '../../setup/exit-codes.mjs'

/** `shipshape lab lock`: updates the lock to the current packages, for the maintainer to review and commit. */
export const renew = async (isJson: boolean): Promise<void> => {
  const stop = new AbortController()
  const stopListening = onInterrupt({ first: () => stop.abort(), second: () => process.exit(exitCodes.cancelled) })
  try {
    const old = await readLock()
    const { packages, notes } = await renewLock(lockParts, { cache: cacheDir(), old, signal: stop.signal, onText: say })
    const changes = describeChanges(old, packages)
    const draft = `${lockFile}.${process.pid}`
    await writeFile(draft, formatLock(packages))
    await rename(draft, lockFile)
    for (const note of notes) say(note)
    const summary = changes.length === 0 ? 'The lock is unchanged.' : changes.join('\n')
    if (isJson) printJson({ changes, notes }, 2)
    else print(summary)
  } finally {
    stopListening()
  }
}
