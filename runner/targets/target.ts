import type { Feature } from '../../playbooks/model/need.ts'
import type { Check, WorldCheck } from '../../playbooks/model/check.ts'
import type { FactName, Words } from '../../playbooks/model/text.ts'
import type { Unavailable } from '../protocol/unavailable.ts'
import type { Problem, TargetFacts } from '../protocol/events.ts'

export type { Unavailable }

/** An action with its texts rendered: exactly what is executed. */
export type ActualAction =
  /** The default shell is bash. Only a target with the feature `windows` gets PowerShell. */
  | {
      readonly kind: 'command'
      readonly line: string
      readonly where: 'host' | 'guest'
      readonly shell?: 'bash' | 'powershell'
    }
  | {
      readonly kind: 'interactive'
      readonly line: string
      readonly says: readonly { readonly expect: string; readonly send: string }[]
    }
  | { readonly kind: 'file'; readonly path: string; readonly content: string; readonly where: 'host' | 'guest' }

export interface ExecOptions {
  /** Unique in the run; names the folder in which the command's output and exit code are kept. */
  readonly id: string
  /** After this time the command is interrupted, then terminated, then killed, with all its descendants. */
  readonly deadlineMs: number
  readonly signal: AbortSignal
  /** Called as output arrives; `offset` counts bytes of that stream. */
  readonly onOutput: (stream: 'stdout' | 'stderr', text: string, offset: number) => void
}

export interface ExecResult {
  /** null when the command did not exit by itself. */
  readonly exitCode: number | null
  readonly ended: 'by-itself' | 'deadline' | 'cancelled'
  /** The whole text, or its first and last 512 KiB when it is longer. */
  readonly stdout: string
  readonly stderr: string
  readonly milliseconds: number
}

/** A world check with its texts rendered. */
export type Rendered<T> = T extends { readonly pieces: readonly string[]; readonly values: readonly unknown[] }
  ? string
  : T extends readonly (infer Item)[]
    ? readonly Rendered<Item>[]
    : T extends object
      ? { readonly [key in keyof T]: Rendered<T[key]> }
      : T
export type ActualCheck = Rendered<Check>
export type ActualWorldCheck = Rendered<WorldCheck>

/** What was observed, as plain data for the pure `judge`. One shape per kind of check. */
export type Observation =
  | { readonly kind: 'state'; readonly state: string; readonly detail?: Words }
  | { readonly kind: 'http'; readonly status: number; readonly body: string }
  | { readonly kind: 'content'; readonly content: string }
  /** `none` when the name does not resolve. */
  | { readonly kind: 'address'; readonly address: string }
  | { readonly kind: 'device'; readonly device: string }
  /** `unset` when there is no such variable. */
  | { readonly kind: 'value'; readonly value: string }
  /** The object exists, but has no value at this JSON pointer. */
  | { readonly kind: 'nothing'; readonly at: string }
  /** It could not be observed, which is an outcome too: an unreachable engine, for example. */
  | { readonly kind: 'unreachable'; readonly reason: Words }

/** Everything that an engine stores, in a fixed order. */
export interface Inventory {
  readonly containers: readonly {
    readonly id: string
    readonly name: string
    readonly state: string
    readonly networks: readonly string[]
  }[]
  readonly volumes: readonly string[]
  readonly networks: readonly string[]
  readonly images: readonly { readonly id: string; readonly names: readonly string[] }[]
}

/** An open target. Disposing it leaves the computer as it was found. */
export interface Session extends AsyncDisposable {
  readonly target: TargetFacts
  /** The facts that are known; `address` appears once there is a VM. */
  facts(): Promise<{ readonly [name in FactName]?: string }>
  /** Executes an action. A failing exit code is a result. Throws RunnerError('broken') when the VM died meanwhile. */
  exec(action: ActualAction, options: ExecOptions): Promise<ExecResult>
  /** Observes the world independently of the action. Throws RunnerError('broken') only when it cannot observe. */
  observe(check: ActualWorldCheck, signal: AbortSignal): Promise<Observation>
  /** Everything that its engine stores, to restore it later; undefined when no engine answers. */
  inventory?(): Promise<Inventory | undefined>
  /** Resolves with the reason as soon as the target has died during the run, for example because its VM was killed. */
  readonly died: Promise<string>
}

export interface OpenOptions {
  /** The run's own folder; the session keeps its files in it. */
  readonly folder: string
  /** `ready`: start with a VM whose engine answers. */
  readonly machine: 'none' | 'ready'
  readonly onProgress: (text: Words) => void
  readonly signal: AbortSignal
}

/** How a target reports what it waits for before it can report what is missing. */
export interface LookOptions {
  readonly onProgress: (text: Words) => void
  readonly signal: AbortSignal
}

export interface Target {
  readonly id: string
  readonly features: ReadonlySet<Feature>
  /** How a page writes a fact in a command: `address` is `"$(boot2docker ip)"`. */
  readonly spelling: { readonly [name in FactName]: string }
  /** What steps created outlives the session: only undo removes it, and what could not be undone is reported. */
  readonly keepsWhatStepsMade?: true
  /** What is missing on this computer; empty when it can be opened. Waits for parts that are being prepared. */
  missing(options: LookOptions): Promise<readonly Problem[]>
  /** What it cannot serve: only the steps that use it are blocked. Absent: it serves nothing. */
  unavailable?(): Promise<readonly Unavailable[]>
  open(options: OpenOptions): Promise<Session>
  /** Cleans up after a dead runner: ends what is left of the session whose files are in `folder`. Repeatable. */
  reap?(folder: string): Promise<void>
}
