import { readdirSync, readFileSync } from 'node:fs'

/** A process as it was seen once: its number may pass to a stranger, its start time and its words do not. */
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

/** Zombies are dead. */
export const startTimeOf = (processId: number): string | undefined => {
  const fields = fieldsAfterName(processId)
  return fields === undefined || fields[0] === 'Z' ? undefined : fields[19]
}

export const childOf = (parent: number): number | undefined =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .find((processId) => fieldsAfterName(processId)?.[1] === String(parent))

/** Whether the process that was seen is alive: same number, same start, same marker on its command line. */
export const isAlive = ({ processId, startTime, marker }: KnownProcess): boolean => {
  if (startTimeOf(processId) !== startTime) return false
  try {
    return readFileSync(`/proc/${processId}/cmdline`, 'utf8').split('\0').includes(marker)
  } catch {
    return false
  }
}
