import type { Words } from '../../playbooks/model/text.ts'
import type { Problem, RunStatus } from './events.ts'
import type { Scope, Selection } from './scope.ts'

/** What a page may ask the runner to do. Ids and a content hash; never a command. */
export interface RunRequest {
  readonly playbook: string
  /** The hash of the playbook that the page shows; if the playbook has changed since, the answer is 409. */
  readonly contentHash: string
  readonly target: string
  readonly steps: Selection
  /** What the reader typed into the guide's fields, by the names of its inputs; absent: nothing. */
  readonly inputs?: { readonly [name: string]: string }
  /** Keeps the target after the steps, to be explored or continued; for a time that the runner sets. */
  readonly keep?: true
  /** The reader has agreed that the guide uses an engine that holds things of theirs. */
  readonly agreed?: true
  /** An idempotency key: a double click starts one run. */
  readonly key: string
}

/** The run that has what another one asked for. */
export interface BusyRun {
  readonly run: string
  /** Its guide. */
  readonly playbook: string
}

/** Why a request was refused. */
export interface RefusedRequest extends Problem {
  /** `mayCancel`: this runner started it. */
  readonly busyWith?: BusyRun & { readonly title: Words; readonly mayCancel: boolean }
  /** The page shows another version of the guide than the one that would be run. */
  readonly isOldPage?: true
  /** The reader has to agree first: `agreed` in the request. */
  readonly mayAgree?: true
}

interface OfRun {
  readonly run: string
  /** Empty when it is not known. */
  readonly playbook: string
  readonly contentHash: string
  readonly startedAt: string
}

export interface ReadableRun extends OfRun {
  readonly status: RunStatus | 'running'
  /** Why it has this status, such as the steps that were not run. */
  readonly why?: Words
  readonly scope: Scope
  /** How many steps it has. */
  readonly steps: number
  /** The first step that was run again. */
  readonly continuedFrom?: string
  /** How long it took; absent while it runs. */
  readonly milliseconds?: number
}

/** A run whose journal is not believed, because it is damaged or because another version has written it. */
export interface UnreadableRun extends OfRun {
  readonly status: 'damaged' | 'other-version'
  readonly problem: Problem
}

export type RunSummary = ReadableRun | UnreadableRun

/** A guide on one of its targets, of which a page asks whether it can run here. */
export interface CheckRequest {
  readonly playbook: string
  readonly target: string
}

/** What is missing on this computer for a guide. With nothing in `missing` it can run, but for the blocked steps. */
export interface ComputerCheck {
  readonly missing: readonly Problem[]
  readonly steps: readonly { readonly step: string; readonly problem: Problem }[]
}

/** `preparing`: what it uses is being prepared, and a run waits for it. `missing`: it cannot be opened here. */
export interface TargetState {
  readonly id: string
  readonly state: 'ready' | 'preparing' | 'missing'
  readonly missing: readonly Problem[]
}
