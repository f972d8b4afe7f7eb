import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import type { TerminalReader } from './process-table.ts'

/** read(2) and readv(2): Linux, arch/x86/entry/syscalls/syscall_64.tbl, include/uapi/asm-generic/unistd.h. */
const readCalls: Readonly<Record<string, readonly string[]>> = { x64: ['0', '19'], arm64: ['63', '65'] }

/** proc_pid_task(5): the children of each thread of a process. */
export const childrenIn = (proc: string, pid: number): readonly number[] =>
  threadsOf(proc, pid).flatMap((thread) => words(join(thread, 'children')).map(Number))

/** The readers of a terminal's foreground, among the descendants of a process that has the terminal. */
export const terminalReadersIn = (proc: string, pid: number): readonly TerminalReader[] => {
  const { foreground } = terminalOf(proc, pid)
  return family(proc, pid).flatMap((member) => {
    if (terminalOf(proc, member).group !== foreground) return []
    const threads = threadsOf(proc, member)
    const reads = threads.some((thread) => isReading(proc, member, thread))
    return reads ? [{ pid: member, hasOneThread: threads.length === 1 }] : []
  })
}

const family = (proc: string, pid: number): readonly number[] => [
  pid,
  ...childrenIn(proc, pid).flatMap((child) => family(proc, child)),
]

/** proc_pid_stat(5): fields 5 and 8, the process group and the foreground group of the controlling terminal. */
const terminalOf = (proc: string, pid: number): { readonly group?: string; readonly foreground?: string } => {
  const stat = read(join(proc, String(pid), 'stat'))
  const [, , group, , , foreground] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return group === undefined || foreground === undefined ? {} : { group, foreground }
}

/** proc_pid_syscall(5): the number of the call and its arguments; the first of read(2) is the file descriptor. */
const isReading = (proc: string, pid: number, thread: string): boolean => {
  const [call = '', descriptor = ''] = words(join(thread, 'syscall'))
  if (readCalls[process.arch]?.includes(call) !== true) return false
  try {
    const file = readlinkSync(join(proc, String(pid), 'fd', String(Number(descriptor))))
    return file === '/dev/tty' || file.startsWith('/dev/pts/')
  } catch {
    return false // It has ended, or is somebody else's.
  }
}

const threadsOf = (proc: string, pid: number): readonly string[] => {
  const folder = join(proc, String(pid), 'task')
  try {
    return readdirSync(folder).map((thread) => join(folder, thread))
  } catch {
    return [] // It has ended.
  }
}

const words = (path: string): readonly string[] => read(path).split(/\s+/).filter(Boolean)

const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return '' // It has ended, or is somebody else's.
  }
}
