import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync } from 'node:fs'

/** The PID of a step's shell, which is also its process group. */
export interface Leader {
  readonly pid: number
  /** When it was last known to live, in milliseconds of the epoch: its PID may be reused later. */
  readonly livedMs: number
}

/** How the processes of steps are identified. */
export interface Trace {
  /** An entry of the environment, `NAME=value`, that all descendants have. */
  readonly marker: string
  readonly leaders: readonly Leader[]
}

/** Starts to watch the processes of a trace; each call returns the living ones, without zombies. */
export type Find = (trace: Trace) => () => readonly number[]

/** Finds them by their environment, even orphans outside the group. Needs `/proc/PID/environ`: Linux. */
export const findByEnvironment: Find =
  ({ marker }) =>
  () =>
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .filter((pid) => isMarked(pid, marker))

const isMarked = (pid: number, marker: string): boolean => {
  try {
    // A zombie's environment is empty, so zombies are not found.
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(marker)
  } catch {
    return false // It has just ended, or it belongs to another user.
  }
}

/**
 * Finds them by their group and their parents, with `ps`: on macOS the environment of the system's own programs is
 * not readable. A process that has left the group is found if it was seen while its parent lived.
 */
export const findByGroup: Find = ({ leaders }) => {
  const seen = new Map<number, number>()
  return () => {
    const rows = processTable()
    const ours = new Set(rows.filter(({ pid, startedMs }) => seen.get(pid) === startedMs).map(({ pid }) => pid))
    const groups = new Set(leaders.filter((leader) => isStillTheirs(leader, rows)).map(({ pid }) => pid))
    const family = familyOf(rows, (row) => ours.has(row.pid) || groups.has(row.group))
    for (const { pid, startedMs } of family) seen.set(pid, startedMs)
    return family.map(({ pid }) => pid)
  }
}

interface Row {
  readonly pid: number
  readonly parent: number
  readonly group: number
  readonly startedMs: number
}

/** A group's id is not reused while it has members: a member that started while the leader lived identifies it. */
const isStillTheirs = ({ pid, livedMs }: Leader, rows: readonly Row[]): boolean =>
  rows.some(({ group, startedMs }) => group === pid && startedMs <= livedMs)

const familyOf = (rows: readonly Row[], isMember: (row: Row) => boolean): readonly Row[] => {
  const family = new Map(rows.filter(isMember).map((row) => [row.pid, row]))
  for (let before = -1; before < family.size;) {
    before = family.size
    for (const row of rows) if (family.has(row.parent)) family.set(row.pid, row)
  }
  return [...family.values()]
}

/** Only processes that this user may signal, without zombies. */
const processTable = (): readonly Row[] =>
  execFileSync('ps', ['-A', '-o', 'pid=,ppid=,pgid=,uid=,stat=,lstart='], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
    maxBuffer: 16 * 1024 * 1024,
  })
    .split('\n')
    .flatMap(rowOf)

const rowOf = (line: string): readonly Row[] => {
  const [, pid, parent, group, user, state, started] =
    /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(.+?)\s*$/.exec(line) ?? []
  if (started === undefined || state?.startsWith('Z') === true || !mayEnd(Number(user))) return []
  return [{ pid: Number(pid), parent: Number(parent), group: Number(group), startedMs: Date.parse(started) }]
}

const mayEnd = (user: number): boolean => [0, user].includes(process.getuid?.() ?? user)

/** The method that works on this computer. */
export const findHere: Find = existsSync('/proc/self/environ') ? findByEnvironment : findByGroup
