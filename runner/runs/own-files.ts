import { readFileSync, writeFileSync } from 'node:fs'
import type { Playbook } from '../../playbooks/model/playbook.ts'
import type { Selection } from '../protocol/scope.ts'
import { playbookPath, privateFile, requestPath } from './folder.ts'

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
  writeFileSync(playbookPath(folder), JSON.stringify(playbook, undefined, 1), { mode: privateFile })
  writeFileSync(requestPath(folder), JSON.stringify(request), { mode: privateFile })
}

const readJson = (path: string): unknown => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined // The runner was killed while it created the folder, or the power failed.
  }
}

// Both were written by `writeOwnFiles`.
export const readRequest = (folder: string): RunRequest | undefined =>
  readJson(requestPath(folder)) as RunRequest | undefined
export const readPlaybook = (folder: string): Playbook | undefined =>
  readJson(playbookPath(folder)) as Playbook | undefined
