import { readdirSync, readFileSync } from 'node:fs'

/** Identifies a process: its PID may be reused, its start time and its command line show whether it is the same. */
export interface KnownProcess {
  readonly processId: number
  /** Clock ticks since boot: field 22 of /proc/PID/stat. */
  readonly startTime: string
  readonly marker: string
}

const fieldsAfterName = (processId: number): readonly string[] | undefined => {
  try {
    const text = readFileSync(`/proc/${processId}/stat`, 'latin1')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return undefined
  }
}

/** The start time; undefined for a zombie. */
export const startTimeOf = (processId: number): string | undefined => {
  const fields = fieldsAfterName(processId)
  return fields === undefined || fields[0] === 'Z' ? undefined : fields[19]
}

export const childOf = (parent: number): number | undefined =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .find((processId) => fieldsAfterName(processId)?.[1] === String(parent))

/** Whether the same process is alive: same PID, same start time, same marker on its command line. */
export const isAlive = ({ processId, startTime, marker }: KnownProcess): boolean => {
  if (startTimeOf(processId) !== startTime) return false
  try {
    return readFileSync(`/proc/${processId}/cmdline`, 'utf8').split('\0').includes(marker)
  } catch {
    return false
  }
}
