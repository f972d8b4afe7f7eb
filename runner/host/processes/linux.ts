import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Process, ProcessTable } from './process-table.ts'
import { childrenIn, terminalReadersIn } from './terminal-readers.ts'

/** Ticks of a second in `/proc/PID/stat`: USER_HZ, which is 100 on every Linux (proc(5), time(7)). */
const ticksPerSecond = 100
/** `st` of a listening socket in /proc/net/tcp; Linux, include/net/tcp_states.h. */
const listening = '0A'

/** The process table of Linux, from a /proc. */
export const linuxProcesses = (proc = '/proc'): ProcessTable => {
  const read = (path: string): string | undefined => unlessGone(() => readFileSync(join(proc, path), 'utf8'))
  let bootedMs: number | undefined
  /** Computed once: each time it would be another by a hundredth of a second. */
  const bootMs = (): number => (bootedMs ??= Date.now() - uptimeMs(read('uptime')))
  const pids = (): readonly number[] =>
    readdirSync(proc)
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
  const look = (pid: number, bootedMs: number): Process | undefined => {
    const fields = fieldsOf(read(`${pid}/stat`))
    const user = unlessGone(() => statSync(join(proc, String(pid))).uid)
    if (fields === undefined || user === undefined) return undefined
    const words = wordsOf(read(`${pid}/cmdline`) ?? '')
    return { pid, user, words, ...fields, startedMs: bootedMs + sinceBootMs(fields.startTime) }
  }
  /**
   * A program may rename its threads, as Node does; the file that runs says more. Of a stranger there is only the name.
   */
  const nameOf = (pid: number): string | undefined => {
    const file = unlessGone(() => readlinkSync(join(proc, `${pid}/exe`)))
    return file === undefined ? read(`${pid}/comm`)?.trim() : basename(file.replace(/ \(deleted\)$/, ''))
  }
  return {
    find: (pid) => look(pid, bootMs()),
    list: () => {
      const booted = bootMs()
      return pids().flatMap((pid) => look(pid, booted) ?? [])
    },
    nameOf,
    // A zombie's environment reads as empty, so the dead do not count.
    carrying: (entry) => pids().filter((pid) => read(`${pid}/environ`)?.split('\0').includes(entry)),
    childrenOf: (pid) => childrenIn(proc, pid),
    terminalReaders: (pid) => terminalReadersIn(proc, pid),
    seesEnvironments: true,
    listenerOn: (port) => {
      const tables = ['net/tcp', 'net/tcp6'].map((table) => read(table) ?? '')
      const socket = tables.map((table) => socketOn(table, port)).find((found) => found !== undefined)
      if (socket === undefined) return undefined
      const pid = pids().find((each) => holds(join(proc, String(each), 'fd'), socket))
      return pid === undefined ? undefined : { pid, name: nameOf(pid) ?? '?' }
    },
  }
}

/** undefined when the process ended while we looked, or when it is somebody else's. */
const unlessGone = <Seen>(look: () => Seen): Seen | undefined => {
  try {
    return look()
  } catch (error) {
    if (isGone(error)) return undefined
    throw error
  }
}

const goneCodes: readonly unknown[] = ['ENOENT', 'ESRCH', 'EACCES', 'EPERM']
const isGone = (error: unknown): boolean => error instanceof Error && 'code' in error && goneCodes.includes(error.code)

/** proc(5): the name, field 2, may hold blanks and parentheses; undefined for a zombie and for one that is gone. */
const fieldsOf = (
  stat: string | undefined,
): Pick<Process, 'parent' | 'group' | 'startTime' | 'isStopped'> | undefined => {
  const [state = 'X', parent, group, ...rest] = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? []
  const startTime = rest[16]
  if (state === 'Z' || state === 'X' || startTime === undefined) return undefined
  // proc(5): T stopped by a signal, t by a debugger.
  return { parent: Number(parent), group: Number(group), startTime, isStopped: state === 'T' || state === 't' }
}

/** proc_uptime(5), to a hundredth of a second; `btime` is only known to a second. */
const uptimeMs = (uptime: string | undefined): number => Number(uptime?.split(' ')[0] ?? 0) * 1000
const sinceBootMs = (ticks: string): number => (Number(ticks) * 1000) / ticksPerSecond

const wordsOf = (commandLine: string): readonly string[] =>
  commandLine === '' ? [] : commandLine.replace(/\0$/, '').split('\0')

/** The inode of the socket that listens on a port, from a table of sockets. */
const socketOn = (table: string, port: number): string | undefined => {
  const hex = port.toString(16).toUpperCase().padStart(4, '0')
  const rows = table.split('\n').map((line) => line.trim().split(/\s+/))
  return rows.find(([, local, , state]) => local?.endsWith(`:${hex}`) && state === listening)?.[9]
}

const holds = (descriptors: string, socket: string): boolean =>
  (unlessGone(() => readdirSync(descriptors)) ?? []).some(
    (name) => unlessGone(() => readlinkSync(join(descriptors, name))) === `socket:[${socket}]`,
  )
