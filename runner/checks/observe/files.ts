import { readdir, readFile, stat } from 'node:fs/promises'
import { readdirSync, readFileSync } from 'node:fs'
import type { Words } from '../../../playbooks/model/text.ts'
import type { Observation } from '../../targets/target.ts'

const biggest = 1024 * 1024

/** Why a file's content was not read. */
export const tooLarge = (path: string): Words => ({ en: `${path} is larger than 1 MiB`, 'zh-cn': `${path} 大于 1 MiB` })

/** A file's content (up to 1 MiB), or `absent`. */
export const observeFile = async (path: string): Promise<Observation> => {
  try {
    const { size } = await stat(path)
    if (size > biggest) return { kind: 'unreachable', reason: tooLarge(path) }
    return { kind: 'content', content: await readFile(path, 'utf8') }
  } catch {
    return { kind: 'state', state: 'absent' }
  }
}

/** `empty`, `present` (with something in it) or `absent`. */
export const observeFolder = async (path: string): Promise<Observation> => {
  try {
    const entries = await readdir(path)
    return { kind: 'state', state: entries.length === 0 ? 'empty' : 'present', detail: entryCount(entries.length) }
  } catch {
    return { kind: 'state', state: 'absent' }
  }
}

const entryCount = (count: number): Words => ({
  en: `${count} ${count === 1 ? 'entry' : 'entries'}`,
  'zh-cn': `共 ${count} 项`,
})

/** Whether a process with this text in its command line runs here (Linux: `/proc/PID/cmdline`). */
export const observeProcess = (command: string): Observation => {
  const found = readdirSync('/proc').filter(
    (name) => /^\d+$/.test(name) && Number(name) !== process.pid && commandLine(name).includes(command),
  )
  return found.length > 0
    ? {
        kind: 'state',
        state: 'running',
        detail: { en: `process ${found.join(', ')}`, 'zh-cn': `进程 ${found.join('、')}` },
      }
    : { kind: 'state', state: 'absent' }
}

const commandLine = (pid: string): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return '' // It has just ended.
  }
}
