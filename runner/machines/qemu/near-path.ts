import { closeSync, openSync } from 'node:fs'
import { basename, dirname } from 'node:path'

const pathBytes = 100

/** A socket's address holds about 107 bytes (104 on macOS); a longer path is reached from its own folder. */
export const nearPath = (path: string): { readonly path: string; release(): void } => {
  if (Buffer.byteLength(path) < pathBytes) return { path, release: () => undefined }
  if (process.platform === 'linux') {
    const folder = openFolder(dirname(path))
    if (folder === undefined) return { path: '/nonexistent', release: () => undefined }
    return { path: `/proc/self/fd/${folder}/${basename(path)}`, release: () => closeSync(folder) }
  }
  const before = process.cwd()
  process.chdir(dirname(path))
  return { path: basename(path), release: () => process.chdir(before) }
}

const openFolder = (folder: string): number | undefined => {
  try {
    return openSync(folder, 'r')
  } catch {
    // It does not exist; connecting reports that.
    return undefined
  }
}
