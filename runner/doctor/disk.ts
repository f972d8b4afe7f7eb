import { constants, access, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { quote } from '../quote.ts'
import type { Finding } from './finding.ts'

const gigabyte = 1e9

/** The nearest folder above that exists: the one asked for may not have been made yet. */
const existing = async (path: string): Promise<string> =>
  (await access(path).then(
    () => true,
    () => false,
  ))
    ? path
    : existing(dirname(path))

/** Room and the right to write where `path` is, or will be. */
export const examineDisk = async (what: string, path: string, neededGigabytes: number): Promise<Finding> => {
  const folder = await existing(path)
  const { bavail, bsize } = await statfs(folder)
  const free = (bavail * bsize) / gigabyte
  const mayWrite = await access(folder, constants.W_OK).then(
    () => true,
    () => false,
  )
  const saw = `${free.toFixed(1)} GB free in ${path}`
  const common = { area: 'disk', what } as const
  if (!mayWrite)
    return {
      ...common,
      state: 'missing',
      saw: `${folder} may not be written by you`,
      fix: `sudo chown "$USER" ${quote(folder)}`,
    }
  return free >= neededGigabytes
    ? { ...common, state: 'ok', saw }
    : {
        ...common,
        state: 'missing',
        saw: `${saw}; ${neededGigabytes} GB are needed`,
        fix: `du -xh ${quote(folder)} | sort -h | tail`,
      }
}
