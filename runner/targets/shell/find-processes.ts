import { type Process, type ProcessTable, processes } from '../../host/processes/index.ts'

/** The process that a step's shell is, and so the id of the group that it leads. */
export interface Leader {
  readonly pid: number
  /** When it was last known to live, in milliseconds of the epoch: its number may be somebody else's later. */
  readonly livedMs: number
}

/** By what the processes of steps are known. */
export interface Trace {
  /** An entry of the environment, `NAME=value`, that all descendants carry. */
  readonly marker: string
  readonly leaders: readonly Leader[]
}

/** Begins to watch the processes of a trace; each look answers those that live, without zombies. */
export type Find = (trace: Trace) => () => readonly number[]

/** By their environment: also those that have left the group and lost their parent. */
export const findByEnvironment =
  (table: ProcessTable): Find =>
  ({ marker }) =>
  () =>
    table.carrying(marker)

/**
 * By their group and their parents, where nobody sees the environment of the system's own programs: on macOS. A process
 * that has left the group is found if it was seen while its parent lived.
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

/** A group keeps its number as long as it has a member: one that began while the leader lived says whose it is. */
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

/** What this computer offers. */
export const findHere: Find = processes.seesEnvironments ? findByEnvironment(processes) : findByGroup(processes)
