import type { Words } from '../../playbooks/model/text.ts'
import type { Problem, RunEvent, RunStatus, StepStatus, TargetFacts, UsedStandIn, Verdict } from './events.ts'
import type { Scope } from './scope.ts'

export interface CheckReport {
  readonly assertion: Words
  readonly verdict: Verdict
}

export interface StepReport {
  readonly id: string
  readonly status: StepStatus | 'running' | 'waiting'
  readonly shown?: string
  readonly actual?: string
  readonly stdout: string
  readonly stderr: string
  /** How many bytes of each stream were reported, including left-out ones. */
  readonly ends?: { readonly stdout: number; readonly stderr: number }
  /** What a person is to do now: the run waits for them. */
  readonly waitsFor?: Words
  /** Where a person said that they have done it. */
  readonly saidIn?: 'page' | 'terminal'
  readonly exitCode?: number | null
  /** The command has ended the shell: the next step ran in a new one. */
  readonly endedShell?: true
  readonly checks: readonly CheckReport[]
  /** How many commands that a person types after the step were typed; only in a proof. */
  readonly typedByHand?: number
  readonly why?: Words
  readonly milliseconds?: number
  readonly undo?: { readonly clean: boolean; readonly saw: Words } | 'running'
}

export interface Report {
  readonly run: string
  readonly playbook: string
  readonly contentHash: string
  readonly mode: 'run' | 'verify'
  readonly status: RunStatus | 'running' | 'waiting'
  readonly why?: Words
  readonly preparing?: Words
  readonly target?: TargetFacts
  /** Which part of its guide it was asked for; see `isWhole`. */
  readonly scope: Scope
  /** It was continued at this step, which had not passed before: it says nothing about the guide as a whole. */
  readonly continuedFrom?: string
  /** Its steps are over, and its target is kept for the reader. */
  readonly kept?: {
    /** ISO 8601, UTC. */
    readonly until: string
    readonly canExplore: boolean
    /** The step at which it may be continued. */
    readonly from?: string
  }
  /** The stand-ins that it used, in the order of their first use; what it proves is verified with these. */
  readonly standIns: readonly UsedStandIn[]
  readonly missing: readonly Problem[]
  readonly leftovers: readonly Problem[]
  readonly steps: readonly StepReport[]
  readonly startedAt?: string
  readonly milliseconds?: number
  /** The `seq` of the last event that is included. */
  readonly seq: number
}

export const emptyReport: Report = {
  run: '',
  playbook: '',
  contentHash: '',
  mode: 'run',
  status: 'waiting',
  scope: { asked: { kind: 'all' }, of: 0 },
  standIns: [],
  missing: [],
  leftovers: [],
  steps: [],
  seq: 0,
}

type FoldEvent = (report: Report, event: RunEvent) => Report
export type { FoldEvent }
