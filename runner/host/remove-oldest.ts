import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Deletes all but the newest entries of a folder, by modification time; `isKept` selects those that must stay
 * regardless of their age. Entries that begin with a dot are work in progress and are left alone. A folder that
 * does not exist is not an error, and an entry that cannot be deleted stays: it only takes space.
 */
export const removeOldest = async (
  folder: string,
  newest: number,
  isKept: (name: string) => boolean = () => false,
): Promise<void> => {
  const names = await readdir(folder).catch((): readonly string[] => [])
  const finished = names.filter((name) => !name.startsWith('.'))
  const entries = await Promise.all(
    finished.map(async (name) => ({ name, changed: await changedAt(join(folder, name)) })),
  )
  const old = entries.sort((a, b) => b.changed - a.changed).slice(newest)
  for (const { name } of old.filter((entry) => !isKept(entry.name))) {
    await rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined)
  }
}

const changedAt = (path: string): Promise<number> =>
  stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  )
