import type { Words } from '../../playbooks/model/text.ts'

/** Counts up when older readers would misread an event. A run of another format is not listed. */
export const eventFormat = 3

/** What a check saw. `saw` and `expected` are one line each, for a person. */
export type Verdict =
  | { readonly holds: true; readonly saw: Words; readonly tries: number }
  | { readonly holds: false; readonly saw: Words; readonly expected: Words; readonly tries: number }

/** `skipped`: only a person could do it, or the run was cancelled. `blocked`: what it alone needs is not here. */
export type StepStatus = 'passed' | 'failed' | 'broken' | 'skipped' | 'blocked' | 'not-reached'

/** `failed`: the guide told something untrue. `broken`: the machine or the runner went wrong. `blocked`: this computer
 * lacks something. `incomplete`: a step was skipped or blocked. Only `passed` is green. */
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
  /** e.g. kernel, engine and client versions, image checksums, stand-ins. Shown with the report. */
  readonly details: { readonly [name: string]: string }
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
    }
  | { readonly type: 'blocked'; readonly missing: readonly Problem[] }
  /** Getting the target ready: making a namespace, starting a registry, restoring a machine. */
  | { readonly type: 'preparing'; readonly text: Words }
  | { readonly type: 'target-opened'; readonly target: TargetFacts }
  /**
   * `actual` is the very string given to the shell; `shown` the one that the page shows (values not yet known are
   * named).
   */
  | { readonly type: 'step-started'; readonly step: string; readonly shown: string; readonly actual: string }
  /** A piece of output. `offset` is its first byte's place in the stream's file; `text` is decoded, not cleaned. */
  | {
      readonly type: 'output'
      readonly step: string
      readonly stream: 'stdout' | 'stderr'
      readonly offset: number
      readonly text: string
    }
  /** The command has ended. `exitCode` is null when it was ended because of its deadline or a cancel. */
  | {
      readonly type: 'command-ended'
      readonly step: string
      readonly exitCode: number | null
      readonly milliseconds: number
    }
  | { readonly type: 'saved'; readonly step: string; readonly name: string; readonly value: string }
  /** In `verify`, each check is tried before its step; one that holds already proves nothing. */
  | { readonly type: 'tried-before'; readonly step: string; readonly check: number; readonly verdict: Verdict }
  | {
      readonly type: 'checked'
      readonly step: string
      readonly check: number
      readonly assertion: Words
      readonly verdict: Verdict
    }
  | {
      readonly type: 'step-finished'
      readonly step: string
      readonly status: StepStatus
      readonly why?: Words
      readonly milliseconds: number
    }
  | { readonly type: 'undo-started'; readonly step: string; readonly actual: string }
  | { readonly type: 'undo-finished'; readonly step: string; readonly clean: boolean; readonly saw: Words }
  | {
      readonly type: 'run-finished'
      readonly status: RunStatus
      readonly why?: Words
      /** What undo could not take back, each with the command that does. */
      readonly leftovers: readonly Problem[]
      readonly milliseconds: number
    }

/** One line of a run's journal. `seq` counts from 1; `at` is ISO 8601 in UTC. */
export type RunEvent = { readonly seq: number; readonly at: string } & EventBody
