import { closeSync, constants, readFileSync, writeFileSync } from 'node:fs'
import type { Playbook } from '../../playbooks/model/playbook.ts'
import { openRegular } from '../host/regular-file.ts'
import type { Selection } from '../protocol/scope.ts'
import { playbookPath, requestPath } from './folder.ts'

/** How a run was started, as saved in its folder. */
export interface RunRequest {
  readonly playbook: string
  readonly contentHash: string
  readonly target: string
  readonly mode: 'run' | 'verify'
  readonly selection: Selection
  readonly key?: string
  /** Its steps' files contain secrets until the run has ended. The secrets themselves are kept nowhere. */
  readonly hasSecrets?: boolean
}

/** The run's own copy of the playbook: the original may change or disappear during the run. */
export const writeOwnFiles = (folder: string, request: RunRequest, playbook: Playbook): void => {
  writeNew(playbookPath(folder), JSON.stringify(playbook, undefined, 1))
  writeNew(requestPath(folder), JSON.stringify(request))
}

const { O_WRONLY, O_CREAT, O_EXCL } = constants

const withFile = <Result>(file: number, use: (file: number) => Result): Result => {
  try {
    return use(file)
  } finally {
    closeSync(file)
  }
}

const writeNew = (path: string, text: string): void =>
  withFile(openRegular(path, O_WRONLY | O_CREAT | O_EXCL), (file) => writeFileSync(file, text))

const readJson = (path: string): unknown => {
  try {
    return withFile(openRegular(path), (file) => JSON.parse(readFileSync(file, 'utf8')) as unknown)
  } catch {
    return undefined // The runner was killed while it created the folder, or the power failed.
  }
}

// Both were written by `writeOwnFiles`, or are damaged: then they are no object.
const readOwn = (path: string): object | undefined => {
  const value = readJson(path)
  return typeof value === 'object' && value !== null ? value : undefined
}

export const readRequest = (folder: string): RunRequest | undefined =>
  readOwn(requestPath(folder)) as RunRequest | undefined
export const readPlaybook = (folder: string): Playbook | undefined =>
  readOwn(playbookPath(folder)) as Playbook | undefined
