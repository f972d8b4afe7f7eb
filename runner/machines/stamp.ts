import { stat } from 'node:fs/promises'

/**
 * Metadata that changes whenever a file is written or replaced: a cheap substitute for reading
 * all of it. undefined when there is no such file.
 */
export const stampOf = async (path: string): Promise<string | undefined> => {
  try {
    const { dev, ino, size, mtimeNs } = await stat(path, { bigint: true })
    return [dev, ino, size, mtimeNs].join('-')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
