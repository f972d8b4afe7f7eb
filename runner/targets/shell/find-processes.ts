import { type Process, type ProcessTable, processes } from '../../host/processes/index.ts'

/** How the processes of a session are identified. */
export interface Trace {
  /** An entry of the environment, `NAME=value`, that all descendants have, unless they empty it. */
  readonly marker: string
  /** The living shells. */
  readonly shells: readonly number[]
}

/** Returns those that live, without zombies. A process that was seen once is known later, whatever it does. */
export type Look = () => readonly number[]

interface Wanted extends Trace {
  /** Never found, nor what descends from them. */
  readonly spared: readonly number[]
  /** Never found themselves. */
  readonly kept: readonly number[]
  /** Those that have left the family are found if they began after this, in milliseconds of the epoch. */
  readonly sinceMs: number
}

/** Start times are known to a hundredth of a second, and clocks may differ. Milliseconds. */
const clockErrorMs = 30

/**
 * Descendants are found by their parents; those that have left the family by their environment, where the system shows
 * it (not on macOS), or because they were seen before they left.
 */
const finder =
  (table: ProcessTable) =>
  ({ marker, shells, spared, kept, sinceMs }: Wanted): Look => {
    const seen = new Map<number, string>()
    return () => {
      const rows = table.list().filter(mayEnd)
      const carriers = new Set(table.seesEnvironments ? table.carrying(marker) : [])
      const isOurs = (row: Process): boolean =>
        seen.get(row.pid) === row.startTime ||
        shells.includes(row.pid) ||
        (carriers.has(row.pid) && row.startedMs > sinceMs - clockErrorMs)
      const others = new Set(familyOf(rows, ({ pid }) => spared.includes(pid)).map(({ pid }) => pid))
      const ours = familyOf(rows, isOurs).filter(({ pid }) => !others.has(pid) && !kept.includes(pid))
      for (const { pid, startTime } of ours) seen.set(pid, startTime)
      return ours.map(({ pid }) => pid)
    }
  }

const familyOf = (rows: readonly Process[], isMember: (row: Process) => boolean): readonly Process[] => {
  const family = new Map(rows.filter(isMember).map((row) => [row.pid, row]))
  for (let before = -1; before < family.size;) {
    before = family.size
    for (const row of rows) if (family.has(row.parent)) family.set(row.pid, row)
  }
  return [...family.values()]
}

const mayEnd = ({ user }: Process): boolean => [0, user].includes(process.getuid?.() ?? user)

/** All that lives of a session, its shells too. */
export const processesOfSession = (trace: Trace, table = processes): Look =>
  finder(table)({ ...trace, spared: [], kept: [], sinceMs: 0 })

export interface StepTrace {
  readonly marker: string
  readonly shell: number
  /** The process that leads the shell's terminal. */
  readonly leader: number
  /** The shell's children when the step began: the jobs of earlier steps. */
  readonly earlier: readonly number[]
  readonly sinceMs: number
}

/** All that a step has started: not the shell, and not the jobs of earlier steps. */
export const processesOfStep = ({ marker, shell, leader, earlier, sinceMs }: StepTrace, table = processes): Look =>
  finder(table)({ marker, shells: [shell], spared: earlier, kept: [shell, leader], sinceMs })
