import { type Stats, closeSync, constants, fstatSync, lstatSync, openSync } from 'node:fs'
import type { Words } from '../../playbooks/model/text.ts'
import { RunnerError } from '../errors.ts'
import { quote } from '../quote.ts'

/** What stands at a path, when it is no regular file. */
const nameOf = (stats: Stats): Words => {
  if (stats.isSymbolicLink()) return { en: 'a link', 'zh-cn': '一个链接' }
  if (stats.isDirectory()) return { en: 'a folder', 'zh-cn': '一个目录' }
  if (stats.isFIFO()) return { en: 'a named pipe', 'zh-cn': '一个命名管道' }
  if (stats.isSocket()) return { en: 'a socket', 'zh-cn': '一个套接字' }
  return stats.isFile() ? { en: 'a file', 'zh-cn': '一个文件' } : { en: 'a device', 'zh-cn': '一个设备' }
}

/**
 * For what is in a place of ours and is not ours. RunnerError('blocked') with the command that gives it another name:
 * it may be what somebody needs. A device is only shown.
 */
export const misplaced = (path: string, stats: Stats, wanted: Words): RunnerError => {
  const name = nameOf(stats)
  const message = {
    en: `${path} is ${name.en}, not ${wanted.en}.`,
    'zh-cn': `${path} 是${name['zh-cn']}，而不是${wanted['zh-cn']}。`,
  }
  return new RunnerError('blocked', message, {
    hint: stats.isCharacterDevice() || stats.isBlockDevice() ? `ls -l ${quote(path)}` : moving(path),
  })
}

const moving = (path: string): string => `mv ${quote(path)} ${quote(`${path}.old`)}`

const aFile: Words = { en: 'a regular file', 'zh-cn': '普通文件' }

/** Whether there is a regular file. RunnerError('blocked') when there is something else. */
export const needRegularOrNothing = (path: string): boolean => {
  const stats = lstatSync(path, { throwIfNoEntry: false })
  if (stats !== undefined && !stats.isFile()) throw misplaced(path, stats, aFile)
  return stats !== undefined
}

/**
 * Opens a regular file: a link is not followed, and what could make us wait (a named pipe) is not waited for. `flags`
 * are those of open(2). RunnerError('blocked') for anything else; the system's error when there is nothing.
 */
export const openRegular = (path: string, flags: number = constants.O_RDONLY): number => {
  const file = open(path, flags | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  const stats = fstatSync(file)
  if (stats.isFile()) return file
  closeSync(file)
  throw misplaced(path, stats, aFile)
}

const open = (path: string, flags: number): number => {
  try {
    return openSync(path, flags, 0o600)
  } catch (error) {
    needRegularOrNothing(path)
    throw error
  }
}
