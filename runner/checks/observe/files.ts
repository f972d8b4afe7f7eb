import { readdir, readFile, stat } from 'node:fs/promises'
import { readdirSync, readFileSync } from 'node:fs'
import type { Observation } from '../../targets/target.ts'

const biggest = 1024 * 1024

/** A file's content (up to 1 MiB), or `absent`. */
export const observeFile = async (path: string): Promise<Observation> => {
  try {
    const { size } = await stat(path)
    if (size > biggest) return { kind: 'unreachable', reason: `${path} is larger than 1 MiB` }
    return { kind: 'content', content: await readFile(path, 'utf8') }
  } catch {
    return { kind: 'state', state: 'absent' }
  }
}

/** `empty`, `present` (with something in it) or `absent`. */
export const observeFolder = async (path: string): Promise<Observation> => {
  try {
    const entries = await readdir(path)
    return { kind: 'state', state: entries.length === 0 ? 'empty' : 'present', detail: `${entries.length} entries` }
  } catch {
    return { kind: 'state', state: 'absent' }
  }
}

/** Whether a process with this text in its command line runs here (Linux: `/proc/PID/cmdline`). */
export const observeProcess = (command: string): Observation => {
  const found = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid && commandLine(name).includes(command))
  return found.length > 0
    ? { kind: 'state', state: 'running', detail: `process ${found.join(', ')}` }
    : { kind: 'state', state: 'absent' }
}

const commandLine = (pid: string): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return '' // It ended while we looked.
  }
}
