import { closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { RunnerError } from '../../errors.ts'

/** The folder of a step's files, in a session's folder. */
export const stepFolder = (session: string, id: string): string => join(session, 'steps', id)

export interface StepFiles {
  readonly folder: string
  readonly stdout: string
  readonly stderr: string
}

/**
 * Makes a step's files, which keep its output whatever becomes of the runner. RunnerError('broken') when they exist: no
 * step is started twice.
 */
export const makeStepFiles = (session: string, id: string): StepFiles => {
  const folder = stepFolder(session, id)
  const files = { folder, stdout: join(folder, 'stdout'), stderr: join(folder, 'stderr') }
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  makeNew(files.stdout, id)
  makeNew(files.stderr, id)
  return files
}

/** Writes a line to a file, which bash reads byte for byte as it is shown. Returns the file's path. */
export const writeLine = ({ folder }: StepFiles, line: string): string => {
  const path = join(folder, 'line.sh')
  writeFileSync(path, `${line}\n`, { mode: 0o600 })
  return path
}

const makeNew = (path: string, id: string): void => {
  try {
    closeSync(openSync(path, 'ax', 0o600))
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EEXIST')) throw cause
    throw new RunnerError('broken', `The step “${id}” has been started before.`, {
      hint: 'Run the guide again.',
      cause,
    })
  }
}
