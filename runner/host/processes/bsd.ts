import { execFileSync } from 'node:child_process'
import { basename } from 'node:path'
import { programPath } from '../program.ts'
import type { Process, ProcessTable } from './process-table.ts'

/** Runs a program to its end and answers what it printed; `''` when it found nothing to print. */
export type Ask = (program: 'ps' | 'lsof', args: readonly string[]) => string

const columns = 'pid=,ppid=,pgid=,uid=,stat=,lstart=,command='

/** How `ps` shows environments after the command lines: `-E` on macOS, the bare `e` of procps. */
export const environmentFlags = { darwin: ['-A', '-E', '-ww'], procps: ['axeww'] } as const

/**
 * The process table of macOS, as `ps` and `lsof` print it. Apple's `ps` takes these options in this form, and so does
 * Linux's, but for the environment.
 */
export const bsdProcesses = (
  ask: Ask = askHere,
  withEnvironment: readonly string[] = environmentFlags.darwin,
): ProcessTable => ({
  list: () => rowsOf(ask('ps', ['-A', '-ww', '-o', columns])),
  find: (pid) => rowsOf(ask('ps', ['-ww', '-o', columns, '-p', String(pid)]))[0],
  nameOf: (pid) => nameOf(ask('ps', ['-o', 'comm=', '-p', String(pid)])),
  carrying: (entry) => carrying(ask('ps', [...withEnvironment, '-o', 'pid=,stat=,command=']), entry),
  childrenOf: (pid) =>
    rowsOf(ask('ps', ['-A', '-ww', '-o', columns])).flatMap((row) => (row.parent === pid ? [row.pid] : [])),
  terminalReaders: () => [],
  seesEnvironments: false,
  listenerOn: (port) => {
    const pid = holderIn(ask('lsof', ['-nP', '-a', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fp']))
    // lsof(8) cuts a command’s name after nine letters.
    return pid === undefined ? undefined : { pid, name: nameOf(ask('ps', ['-o', 'comm=', '-p', String(pid)])) ?? '?' }
  },
})

/** `ps` and `lsof` end with 1 when nothing matches; both print then nothing on standard output. */
const askHere: Ask = (program, args) => {
  try {
    return execFileSync(program, args, {
      encoding: 'utf8',
      env: { ...process.env, PATH: programPath(), LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 64 * 1024 * 1024,
    })
  } catch (error) {
    if (error instanceof Error && 'status' in error && error.status === 1) return ''
    throw error
  }
}

const rowsOf = (table: string): readonly Process[] => table.split('\n').flatMap(rowOf)

/** `lstart` is five words: “Wed Nov 25 19:32:05 2026”. */
const row = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(\S+\s+\S+\s+\d+\s+[\d:]+\s+\d+)\s*(.*)$/

const rowOf = (line: string): readonly Process[] => {
  const [, pid, parent, group, user, state, started, command] = row.exec(line) ?? []
  if (started === undefined || state === undefined || hasEnded(state)) return []
  const startTime = started.replace(/\s+/g, ' ')
  const numbers = { pid: Number(pid), parent: Number(parent), group: Number(group), user: Number(user) }
  return [
    {
      ...{ ...numbers, startTime, startedMs: Date.parse(startTime), isStopped: /^[Tt]/.test(state) },
      words: (command ?? '').split(/\s+/).filter(Boolean),
    },
  ]
}

const hasEnded = (state: string): boolean => state.startsWith('Z')

/** macOS prints the whole path, and a login shell with a dash. */
const nameOf = (printed: string): string | undefined => {
  const name = basename(printed.trim()).replace(/^-/, '')
  return name === '' ? undefined : name
}

const carrying = (table: string, entry: string): readonly number[] =>
  table.split('\n').flatMap((line) => {
    const [, pid, state = '', rest = ''] = /^\s*(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? []
    return pid !== undefined && !hasEnded(state) && ` ${rest} `.includes(` ${entry} `) ? [Number(pid)] : []
  })

/** lsof(8), “Output for other programs”: a letter before each field, `p` before the process. */
const holderIn = (printed: string): number | undefined => {
  const [, pid] = /^p(\d+)$/m.exec(printed) ?? []
  return pid === undefined ? undefined : Number(pid)
}
