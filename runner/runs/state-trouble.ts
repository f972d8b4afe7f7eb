import { type Stats, lstatSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Words } from '../../playbooks/model/text.ts'
import { RunnerError, messageOf } from '../errors.ts'
import { misplaced } from '../host/regular-file.ts'
import { quote } from '../quote.ts'
import { codeOf, computerTrouble, isSystemError, pathOf } from '../system-error.ts'

const theFolder: Words = { en: 'a folder', 'zh-cn': '目录' }

/** What stands where a folder is needed: the path itself, or the first one above it that exists. */
const obstacle = (path: string): RunnerError | undefined => {
  const stats = statsOf(path)
  if (stats === undefined) return path === dirname(path) ? undefined : obstacle(dirname(path))
  return stats.isDirectory() ? undefined : misplaced(path, stats, theFolder)
}

const statsOf = (path: string): Stats | undefined => {
  try {
    return lstatSync(path, { throwIfNoEntry: false })
  } catch {
    return undefined // Something above it is no folder.
  }
}

/** What is said of a file that is missing, or of something else in its place. */
const inTheWay = new Set(['EEXIST', 'ENOTDIR', 'ENOENT', 'ELOOP'])

/** An error of the system about something in the state folder, as one that a person can act on; any other unchanged. */
export const stateTrouble = (error: unknown, state: string): unknown => {
  if (error instanceof RunnerError || !isSystemError(error)) return error
  const path = pathOf(error) ?? state
  const found = inTheWay.has(codeOf(error)) ? obstacle(path) : computerTrouble(error, state)
  return found ?? unusable(path, error)
}

const unusable = (path: string, cause: unknown): RunnerError => {
  const why = messageOf(cause)
  const message = { en: `${path} cannot be used: ${why}.`, 'zh-cn': `无法使用 ${path}：${why}。` }
  return new RunnerError('blocked', message, { hint: `ls -ld ${quote(path)}`, cause })
}
