import { type Process, type ProcessTable, processes } from '../../host/processes/index.ts'

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

/** By their environment: also those that have left the group and lost their parent. */
export const findByEnvironment =
  (table: ProcessTable): Find =>
  ({ marker }) =>
  () =>
    table.carrying(marker)

/**
 * Finds them by their group and their parents, with `ps`: on macOS the environment of the system's own programs is
 * not readable. A process that has left the group is found if it was seen while its parent lived.
 */
export const findByGroup =
  (table: ProcessTable): Find =>
  ({ leaders }) => {
    const seen = new Map<number, string>()
    return () => {
      const rows = table.list().filter(mayEnd)
      const ours = new Set(rows.filter(({ pid, startTime }) => seen.get(pid) === startTime).map(({ pid }) => pid))
      const groups = new Set(leaders.filter((leader) => isStillTheirs(leader, rows)).map(({ pid }) => pid))
      const family = familyOf(rows, (row) => ours.has(row.pid) || groups.has(row.group))
      for (const { pid, startTime } of family) seen.set(pid, startTime)
      return family.map(({ pid }) => pid)
    }
  }

/** A group's id is not reused while it has members: a member that started while the leader lived identifies it. */
const isStillTheirs = ({ pid, livedMs }: Leader, rows: readonly Process[]): boolean =>
  rows.some(({ group, startedMs }) => group === pid && startedMs <= livedMs)

const familyOf = (rows: readonly Process[], isMember: (row: Process) => boolean): readonly Process[] => {
  const family = new Map(rows.filter(isMember).map((row) => [row.pid, row]))
  for (let before = -1; before < family.size;) {
    before = family.size
    for (const row of rows) if (family.has(row.parent)) family.set(row.pid, row)
  }
  return [...family.values()]
}

const mayEnd = ({ user }: Process): boolean => [0, user].includes(process.getuid?.() ?? user)

/** The method that works on this computer. */
export const findHere: Find = processes.seesEnvironments ? findByEnvironment(processes) : findByGroup(processes)
