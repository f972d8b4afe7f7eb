import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Leader } from './find-processes.ts'

/** Where a shell has a folder for each of its steps. */
export const stepsFolder = (folder: string): string => join(folder, 'steps')

/** The file in a step's folder with the PID of its shell. */
export const leaderFile = (stepFolder: string): string => join(stepFolder, 'pid')

/** The shells of all steps that were started in a session's folder. */
export const leadersIn = (folder: string): readonly Leader[] =>
  namesIn(stepsFolder(folder)).flatMap((id) => leaderOf(join(stepsFolder(folder), id)))

const leaderOf = (stepFolder: string): readonly Leader[] => {
  try {
    const pid = Number.parseInt(readFileSync(leaderFile(stepFolder), 'utf8'), 10)
    return pid > 1 ? [{ pid, livedMs: lastNoteMs(stepFolder) }] : []
  } catch {
    return [] // Its shell was never started, or the folder is being removed.
  }
}

/** When a shell was last alive: the time of its exit code, or of its last output when it was killed. */
const lastNoteMs = (stepFolder: string): number => {
  const names = namesIn(stepFolder)
  const last = names.includes('rc') ? ['rc'] : names
  return Math.max(...last.map((name) => statSync(join(stepFolder, name)).mtimeMs))
}

const namesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder)
  } catch {
    return [] // No step was started.
  }
}
