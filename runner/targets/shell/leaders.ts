import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Leader } from './find-processes.ts'

/** Where a shell keeps what belongs to its steps, each in a folder of its own. */
export const stepsFolder = (folder: string): string => join(folder, 'steps')

/** The file in a step's folder that names its shell. */
export const leaderFile = (stepFolder: string): string => join(stepFolder, 'pid')

/** The shells of all steps that were begun in a session's folder. */
export const leadersIn = (folder: string): readonly Leader[] =>
  namesIn(stepsFolder(folder)).flatMap((id) => leaderOf(join(stepsFolder(folder), id)))

const leaderOf = (stepFolder: string): readonly Leader[] => {
  try {
    const pid = Number.parseInt(readFileSync(leaderFile(stepFolder), 'utf8'), 10)
    return pid > 1 ? [{ pid, livedMs: lastNoteMs(stepFolder) }] : []
  } catch {
    return [] // Its shell was never begun, or it is being removed.
  }
}

/** A shell that ended by itself left its exit code last; of one that was killed, what it had written. */
const lastNoteMs = (stepFolder: string): number => {
  const names = namesIn(stepFolder)
  const last = names.includes('rc') ? ['rc'] : names
  return Math.max(...last.map((name) => statSync(join(stepFolder, name)).mtimeMs))
}

const namesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder)
  } catch {
    return [] // No step was begun.
  }
}
