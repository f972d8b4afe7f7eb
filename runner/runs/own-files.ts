import { readFileSync, writeFileSync } from 'node:fs'
import type { Playbook } from '../../playbooks/model/playbook.ts'
import type { Selection } from '../core/plan.ts'
import { playbookPath, privateFile, requestPath } from './folder.ts'

/** What a run folder remembers of how it was asked for. */
export interface RunRequest {
  readonly playbook: string
  readonly contentHash: string
  readonly target: string
  readonly mode: 'run' | 'verify'
  readonly selection: Selection
  readonly key?: string
}

/** A copy of the playbook of its own: the real one may change or vanish while the run goes on. */
export const writeOwnFiles = (folder: string, request: RunRequest, playbook: Playbook): void => {
  writeFileSync(playbookPath(folder), JSON.stringify(playbook, undefined, 1), { mode: privateFile })
  writeFileSync(requestPath(folder), JSON.stringify(request), { mode: privateFile })
}

const readJson = (path: string): unknown => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined // A runner that was killed while it made the folder, or a disk that lost power.
  }
}

// Both were written by `writeOwnFiles`.
export const readRequest = (folder: string): RunRequest | undefined =>
  readJson(requestPath(folder)) as RunRequest | undefined
export const readPlaybook = (folder: string): Playbook | undefined =>
  readJson(playbookPath(folder)) as Playbook | undefined
