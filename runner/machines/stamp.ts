import { stat } from 'node:fs/promises'

/**
 * What changes about a file whenever somebody writes to it or puts another in its place: a cheap stand-in for reading
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
