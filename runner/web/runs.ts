import type { Playbook } from '../../playbooks/model/index.ts'
import type { Person } from '../contract/person.ts'
import type { Session } from '../contract/session.ts'
import type { Target } from '../contract/target.ts'
import type { ComputerCheck, RunRequest, RunSummary } from '../protocol/api.ts'
import type { Problem, RunEvent } from '../protocol/events.ts'

/** What the server needs of the runs, implemented by `runner/runs`. */
export interface Runs {
  readonly startRun: (options: {
    readonly playbook: Playbook
    readonly target: Target
    readonly mode: 'run'
    readonly selection: RunRequest['steps']
    readonly inputs: NonNullable<RunRequest['inputs']>
    readonly state: string
    readonly signal: AbortSignal
    readonly person: Person
    readonly keepMs?: number
    readonly key: string
    readonly onNote: (note: Problem) => void
  }) => Promise<Started>
  /** The events after `afterSeq`, about `limitBytes` of them at most. */
  readonly readPortion: (
    state: string,
    run: string,
    afterSeq: number,
    limitBytes: number,
  ) => {
    readonly events: readonly RunEvent[]
    /** There are more already. */
    readonly more: boolean
    /** Why nothing follows, although the run has no end. */
    readonly problem?: Problem
  }
  /** Byte by byte. */
  readonly readJournal: (state: string, run: string) => Buffer
  readonly listRuns: (state: string) => Promise<readonly RunSummary[]>
  readonly contentHash: (playbook: Playbook) => Promise<string>
  readonly checkComputer: (options: {
    readonly playbook: Playbook
    readonly target: Target
    readonly state: string
    readonly signal: AbortSignal
  }) => Promise<ComputerCheck>
}

export interface Started {
  readonly id: string
  readonly finished: Promise<unknown>
  readonly cancel: () => void
  readonly hurry: () => void
  /** Of a run that keeps its target after the steps. */
  readonly session?: () => Session
  readonly decide?: (decision: 'end' | 'continue') => void
}
