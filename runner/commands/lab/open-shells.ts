import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isLocked, type Lock, takeLock, waitForLock } from '../../host/lock.ts'

const pollMs = 50

/** A shell that has entered what all of them share. */
export interface OpenShell<Shared> {
  readonly shared: Shared
  /** Leaves it; `closeShared` is called when no other shell is inside. */
  readonly leave: (closeShared: () => Promise<void>) => Promise<void>
}

/**
 * Enters what several shells share: the first one opens it, and only the last one may close it. A shell that was killed
 * counts no longer. Entering and leaving exclude each other, so nobody enters what is being closed.
 */
export const enterShared = async <Shared>(folder: string, open: () => Promise<Shared>): Promise<OpenShell<Shared>> => {
  const inside = join(folder, 'inside')
  const path = join(inside, `${randomUUID()}.lock`)
  const { lock, shared } = await atGate(folder, async () => {
    await mkdir(inside, { recursive: true, mode: 0o700 })
    const lock = takeLock(path)
    try {
      return { lock, shared: await open() }
    } catch (error) {
      await forget(path, lock)
      throw error
    }
  })
  return {
    shared,
    leave: (closeShared) =>
      atGate(folder, async () => {
        await forget(path, lock)
        if (!(await isAnyoneIn(inside))) await closeShared()
      }),
  }
}

const atGate = async <Result>(folder: string, act: () => Promise<Result>): Promise<Result> => {
  const gate = await waitForLock(join(folder, 'gate.lock'), { everyMs: pollMs })
  try {
    return await act()
  } finally {
    gate?.release()
  }
}

const forget = async (path: string, lock: Lock | undefined): Promise<void> => {
  lock?.release()
  await rm(path, { force: true })
}

/** The locks of shells that were killed are free; they are removed. */
const isAnyoneIn = async (inside: string): Promise<boolean> => {
  const paths = (await readdir(inside)).filter((name) => name.endsWith('.lock')).map((name) => join(inside, name))
  const free = paths.filter((path) => !isLocked(path))
  for (const path of free) await rm(path, { force: true })
  return free.length < paths.length
}
