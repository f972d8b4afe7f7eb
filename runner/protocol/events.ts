import type { Words } from '../../playbooks/model/text.ts'
import type { Scope } from './scope.ts'

/** Incremented when older readers would misread an event. Runs of another format are not listed. */
export const eventFormat = 4

/** The result of a check. `saw`, `expected` and `reason` are one line each, for people. */
export type Verdict =
  | { readonly holds: true; readonly saw: Words; readonly tries: number }
  | { readonly holds: false; readonly saw: Words; readonly expected: Words; readonly tries: number }
  /** It could not be looked at, so nobody knows. */
  | { readonly holds: null; readonly reason: Words; readonly tries: number }

export interface TypedByHand {
  readonly check?: number
  readonly line: string
  readonly verdict: Verdict
}

/** `skipped`: the run was cancelled. `blocked`: something that it needs is missing, such as a person. */
export type StepStatus = 'passed' | 'failed' | 'broken' | 'skipped' | 'blocked' | 'not-reached'

/** `failed`: the guide says something that is not true. `broken`: the VM or the runner failed. `blocked`: something is
 * missing on this computer. `incomplete`: a step was skipped or blocked. Only `passed` counts as success. */
export type RunStatus = 'passed' | 'failed' | 'broken' | 'blocked' | 'incomplete' | 'cancelled'

/** Something that is missing, and how to get it. */
export interface Problem {
  readonly what: Words
  readonly hint: Words
}

export interface TargetFacts {
  readonly id: string
  /** e.g. `shipshape lab: QEMU 10.0.2, tcg` */
  readonly description: string
  /** e.g. kernel, engine and client versions, image checksums. Shown with the report. */
  readonly details: { readonly [name: string]: string }
  /** What imitates the target, in a run that proves nothing about the real one: a rehearsal. */
  readonly rehearsal?: Words
}

/** An image of the lab’s own that was used under the name of one from Docker Hub. */
export interface UsedStandIn {
  /** As guides name it: `nginx:1.26`. */
  readonly image: string
  /** The digest of the manifest that the engine got: `sha256:` and 64 hex digits. */
  readonly digest?: string
}

export type EventBody =
  | {
      readonly type: 'run-started'
      readonly format: typeof eventFormat
      readonly run: string
      readonly playbook: string
      readonly contentHash: string
      readonly mode: 'run' | 'verify'
      /** The ids of the steps that are to be executed, in order. */
      readonly steps: readonly string[]
      readonly scope: Scope
    }
  | { readonly type: 'blocked'; readonly missing: readonly Problem[] }
  /** The target is being prepared: a namespace is made, a registry started, a VM restored. */
  | { readonly type: 'preparing'; readonly text: Words }
  | { readonly type: 'target-opened'; readonly target: TargetFacts }
  /** `actual` is the exact string given to the shell; `shown` is what the page shows, with names for unknown values. */
  | { readonly type: 'step-started'; readonly step: string; readonly shown: string; readonly actual: string }
  /** The run waits until a person has done what the step asks for, which no program can. It has no deadline. */
  | { readonly type: 'waiting-for-reader'; readonly step: string; readonly instruction: Words }
  /** A person said so: on the guide’s page, or in the terminal of the run. Its checks follow. */
  | {
      readonly type: 'reader-done'
      readonly step: string
      readonly saidIn: 'page' | 'terminal'
      readonly waitedMs: number
    }
  /** A piece of output. `offset` is the position of its first byte in the stream's file; `text` is decoded but raw. */
  | {
      readonly type: 'output'
      readonly step: string
      readonly stream: 'stdout' | 'stderr'
      readonly offset: number
      readonly text: string
    }
  /** The command has ended. `exitCode` is null when it was terminated at its deadline or by a cancel. */
  | {
      readonly type: 'command-ended'
      readonly step: string
      readonly exitCode: number | null
      /** The command has ended the shell or taken its place: the next one runs in a new shell. */
      readonly endedShell?: true
      readonly milliseconds: number
    }
  /** Stand-ins that the engine was served and that no earlier event names, as the target itself saw it. */
  | { readonly type: 'stand-ins'; readonly standIns: readonly UsedStandIn[] }
  | { readonly type: 'saved'; readonly step: string; readonly name: string; readonly value: string }
  /** `verify` tries each check before its step; a check that already holds proves nothing. */
  | { readonly type: 'tried-before'; readonly step: string; readonly check: number; readonly verdict: Verdict }
  | {
      readonly type: 'checked'
      readonly step: string
      readonly check: number
      readonly assertion: Words
      readonly verdict: Verdict
    }
  /**
   * `verify` types what the page gives a person after the step: each command, and whether it showed what it should.
   * Without `check`, the command keeps a value of the step in a variable.
   */
  | { readonly type: 'typed-by-hand'; readonly step: string; readonly looks: readonly TypedByHand[] }
  | {
      readonly type: 'step-finished'
      readonly step: string
      readonly status: StepStatus
      readonly why?: Words
      readonly milliseconds: number
    }
  /** What the step makes was there before it, made by somebody else: its undo will not be run. `hint` shows it. */
  | { readonly type: 'existed-before'; readonly step: string; readonly problem: Problem }
  | { readonly type: 'undo-started'; readonly step: string; readonly actual: string }
  | { readonly type: 'undo-finished'; readonly step: string; readonly clean: boolean; readonly saw: Words }
  /** The steps are over, and the target is kept: to be explored, to be ended, or to continue at the step `from`. */
  | {
      readonly type: 'kept'
      /** How long at most. */
      readonly forMs: number
      /** It has a VM, and a shell in it can be opened. */
      readonly canExplore: boolean
      /** The step that did not pass. */
      readonly from?: string
    }
  /** The reader continues at a step that did not pass. What it had done is undone first. */
  | { readonly type: 'continued'; readonly from: string }
  | {
      readonly type: 'run-finished'
      readonly status: RunStatus
      readonly why?: Words
      /** The first step that was run again: the run says nothing about the guide as a whole. */
      readonly continuedFrom?: string
      /** What could not be undone, each with the command that does it. */
      readonly leftovers: readonly Problem[]
      readonly milliseconds: number
    }

/** One line of a run's journal. `seq` counts from 1; `at` is ISO 8601 in UTC. */
export type RunEvent = { readonly seq: number; readonly at: string } & EventBody
