import { readdir, readFile, stat } from 'node:fs/promises'
import type { Words } from '../../../playbooks/model/text.ts'
import { processes } from '../../host/processes/index.ts'
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
    // It is not there, or cannot be read.
    return { kind: 'state', state: 'absent' }
  }
}

/** `empty`, `present` (with something in it) or `absent`. */
export const observeFolder = async (path: string): Promise<Observation> => {
  try {
    const entries = await readdir(path)
    return { kind: 'state', state: entries.length === 0 ? 'empty' : 'present', detail: entryCount(entries.length) }
  } catch {
    // It is not there, or cannot be read.
    return { kind: 'state', state: 'absent' }
  }
}

const entryCount = (count: number): Words => ({
  en: `${count} ${count === 1 ? 'entry' : 'entries'}`,
  'zh-cn': `共 ${count} 项`,
})

/** Whether a process with this text in its command line runs here. */
export const observeProcess = (command: string): Observation => {
  const others = processes.list().filter(({ pid }) => pid !== process.pid)
  const found = others.filter(({ words }) => words.join(' ').includes(command)).map(({ pid }) => pid)
  return found.length > 0
    ? {
        kind: 'state',
        state: 'running',
        detail: { en: `process ${found.join(', ')}`, 'zh-cn': `进程 ${found.join('、')}` },
      }
    : { kind: 'state', state: 'absent' }
}
